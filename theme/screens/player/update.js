/* Updates over http: a newer, rightly signed release is fetched whole, checked whole, and then played. */
var EVERY = 60000;
var waiting = null; /* a release that takes over at the next boundary */
var looked = { at: 0, what: "还没有查过" };

function outcome(what, bad) {
  if (bad && looked.what !== what) { note("更新：" + what); }
  looked = { at: now(), what: what };
}

/* Players of one server ask at different seconds. */
function startUpdates() {
  var jitter = parseInt(sha512(SETUP.screen).substring(0, 6), 16) % EVERY;
  if (HTTP) { setTimeout(again, jitter); } else { looked = { at: 0, what: "从文件播放，换文件来更新" }; }
}

function again() {
  setTimeout(again, EVERY);
  if (empty(trusted())) { looked = { at: now(), what: "没有公钥，不从网上收更新" }; return; }
  readText(fresh("latest.js"), function (why, text) {
    var found = why ? { why: why } : wordsIn(text, "latest");
    if (!found.why) { found = found.words.length === 2 ? checked(found.words[0], found.words[1]) : { why: "不完整" }; }
    if (found.why) { outcome(found.why, true); } else { consider(found.manifest); }
  });
}

function consider(offered) {
  var t = now(), newest = waiting ? waiting.manifest : manifest;
  if (offered.version <= newest.version) { outcome("已经是最新"); return; }
  if (t >= newest.built && t >= offered.expires) { outcome("已经过期", true); return; }
  take("a.js", offered, function (why, found) {
    if (!why) { complete(found); return; }
    take("b.js", offered, function (reason, second) {
      if (reason) { outcome(reason, true); } else { complete(second); }
    });
  });
}

function take(name, offered, done) {
  readText(fresh(name), function (why, text) {
    var parsed = why ? { why: why } : wordsIn(text, "take"), found;
    try { found = parsed.why ? parsed : release(parsed.words); } catch (e) { found = { why: "内容读不懂" }; }
    if (!found.why && found.manifest.digest !== offered.digest) { found.why = "内容和清单对不上"; }
    done(found.why, found);
  });
}

/* Every picture is read and checked before the release may play; videos are asked for their size. */
function complete(found) {
  var names = [], name;
  for (name in found.manifest.files) { if (found.manifest.files.hasOwnProperty(name)) { names.push(name); } }
  function step() {
    var file = names.pop();
    if (!file) { waiting = found; outcome("收到新的一版，下一页起播"); return; }
    (/\.js$/.test(file) ? picture : size)(found.manifest.files, file, function (why) {
      if (why) { outcome(file + why, true); } else { step(); }
    });
  }
  step();
}

function size(files, name, done) {
  var request = new XMLHttpRequest(), finish = once(function (why) { done(why); });
  request.open("HEAD", name, true);
  request.onreadystatechange = function () {
    if (request.readyState !== 4) { return; }
    var length = request.getResponseHeader("Content-Length");
    finish(request.status === 200 && (!length || Number(length) === files[name][0]) ? "" : "不完整");
  };
  request.send();
}
