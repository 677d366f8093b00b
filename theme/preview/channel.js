// One stream of events for all pages and frames of the preview: a browser gives one server six connections, and each
// stream would hold one. Runs as a shared worker.
(function () {
  "use strict";
  var ports = [];
  var last = null;
  var source = new EventSource("/__streetlight/events");

  source.onmessage = function (event) {
    last = event.data;
    ports.forEach(function (port) { port.postMessage(last); });
  };
  self.onconnect = function (event) {
    var port = event.ports[0];
    ports.push(port);
    port.onmessage = function () { ports = ports.filter(function (other) { return other !== port; }); }; // it leaves
    if (last !== null) { port.postMessage(last); }
  };
})();
