/* Pictures and video of a slide: loaded when it is prepared, checked, given up after a while. At most one video. */
var clip = null; /* the video that plays */

/* Calls done(why, data URI). */
function picture(files, name, done) {
  read(name, "picture", function (why, words, text) {
    var uri = why ? "" : words[1];
    text = text || 'STREETLIGHT.picture("' + name + '","' + uri + '");\n';
    if (!why && !isListed(files, name, text)) { why = "和清单对不上"; }
    done(why, uri);
  });
}

/* Loads all pictures of a node; calls done(why) once. */
function pictures(node, files, done) {
  var images = node.querySelectorAll("img[data-pic]"), left = images.length, i;
  function one(why) {
    left -= 1;
    if (why || !left) { done(why); }
  }
  if (!left) { done(""); return; }
  for (i = 0; i < images.length; i++) { load(images[i], files, one); }
}

function load(image, files, one) {
  var finish = once(function (why) { image.onload = image.onerror = null; one(why && "图片" + why); });
  picture(files, image.getAttribute("data-pic"), function (why, uri) {
    if (why) { finish(why); return; }
    image.onload = function () { finish(image.naturalWidth ? "" : "是坏的"); };
    image.onerror = function () { finish("是坏的"); };
    image.src = uri;
  });
}

/* The poster stays in sight until the video really plays. */
function startClip(node, slide) {
  var video = node.querySelector("video[data-clip]"), promise;
  if (!video) { return; }
  clip = { video: video, slide: slide, time: -1, moved: mono() };
  video.muted = video.loop = true;
  video.onplaying = function () { video.className = "p on"; };
  video.onerror = function () { fail(slide, "视频放不了"); };
  video.src = video.getAttribute("data-clip");
  promise = video.play();
  if (promise && promise["catch"]) { promise["catch"](function () { /* the time-out says it */ }); }
}

function stopClip() {
  var video = clip && clip.video;
  clip = null;
  if (!video) { return; }
  video.className = "p";
  video.onplaying = video.onerror = null;
  video.pause();
  video.removeAttribute("src");
  video.load();
}

/* A video that stands still has failed, whatever it reports. */
function watchClip() {
  if (!clip) { return; }
  if (clip.video.currentTime !== clip.time) {
    clip.time = clip.video.currentTime;
    clip.moved = mono();
  } else if (mono() - clip.moved > WAIT) { fail(clip.slide, "视频停住了"); }
}
