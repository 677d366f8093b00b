// Reloads the page when the preview has been rebuilt, and says on the page what stopped a rebuild.
(function () {
  "use strict";
  var seen = null;
  var note = null;

  function tell(problems) {
    if (!problems.length) {
      if (note) { note.remove(); note = null; }
      return;
    }
    if (!note) {
      note = document.createElement("div");
      note.setAttribute("role", "alert");
      note.style.cssText = "position:fixed;left:0;right:0;bottom:0;z-index:9999;max-height:40vh;overflow:auto;" +
        "padding:12px 16px;background:#5c0a10;color:#fff;font:16px/1.6 sans-serif;white-space:pre-wrap";
      document.body.appendChild(note);
    }
    note.textContent = "没有更新，先改好这些：\n" + problems.join("\n");
  }

  var source = new EventSource("/__streetlight/events");
  source.onmessage = function (event) {
    var state = JSON.parse(event.data);
    tell(state.problems);
    if (seen !== null && state.version !== seen && !state.problems.length) { location.reload(); }
    seen = state.version;
  };
})();
