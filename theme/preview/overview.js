// The overview: frames made to fit, and what was found and what waits kept fresh. The frames keep themselves fresh.
(function () {
  "use strict";
  function fit() {
    document.querySelectorAll(".screens figure").forEach(function (figure) {
      var w = +figure.style.getPropertyValue("--w"), h = +figure.style.getPropertyValue("--h");
      var scale = Math.min(1, figure.clientWidth / w, (window.innerHeight * 0.8) / h);
      figure.querySelector("iframe").style.transform = "scale(" + scale + ")";
      figure.style.height = Math.ceil(h * scale + 34) + "px";
    });
  }

  // A part is put in anew only where it is another one: what is open stays open, and frames go on playing.
  var parts = {};
  function renew(page) {
    ["findings", "waiting", "screens"].forEach(function (id) {
      var now = page.getElementById(id), mine = document.getElementById(id);
      if (now && parts[id] !== now.innerHTML) {
        if (parts[id] !== undefined || mine.innerHTML !== now.innerHTML) { mine.innerHTML = now.innerHTML; }
        parts[id] = now.innerHTML;
        fit();
      }
    });
  }

  document.addEventListener("streetlight", function () {
    fetch(location.pathname).then(function (answer) { return answer.text(); }).then(function (text) {
      renew(new DOMParser().parseFromString(text, "text/html"));
    });
  });
  ["findings", "waiting", "screens"].forEach(function (id) { parts[id] = document.getElementById(id).innerHTML; });
  window.addEventListener("resize", fit);
  fit();
})();
