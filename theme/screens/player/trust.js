/* What may play: hashes and signatures, and the newest release this screen has seen. */
var BEYOND = 1e9; /* no release has such a number before 2293: who remembers one would be locked out for ever */
var memory = recall();

function memoryName() { return "streetlight/" + SETUP.site + "/" + SETUP.screen; }

/* Storage may be full, switched off or full of nonsense: then the page itself is all that is known. */
function recall() {
  try {
    var kept = JSON.parse(window.localStorage.getItem(memoryName()));
    if (kept.version > 0 && kept.version < BEYOND && areKeys(kept.keys)) { return kept; }
  } catch (e) { /* as good as empty */ }
  return { version: 0, keys: {} };
}

function areKeys(keys) {
  var id;
  for (id in keys) { if (!/^[A-Za-z0-9+\/]{43}=$/.test(keys[id])) { return false; } }
  return typeof keys === "object" && !empty(keys);
}

/* Only signed releases count: an unsigned number could be anybody's. */
function remember(release) {
  if (!release.signer || release.manifest.version < memory.version) { return; }
  memory = { version: release.manifest.version, keys: release.deck.keys };
  try { window.localStorage.setItem(memoryName(), JSON.stringify(memory)); } catch (e) { /* until the reload, then */ }
}

/* The keys of the newest release that was verified, or those the page came with when it is newer. */
function trusted() { return memory.version >= SETUP.version && !empty(memory.keys) ? memory.keys : SETUP.keys; }

function empty(object) {
  var name;
  for (name in object) { if (object.hasOwnProperty(name)) { return false; } }
  return true;
}

function bytes(text) {
  var out = new Uint8Array(text.length), i;
  for (i = 0; i < text.length; i++) { out[i] = text.charCodeAt(i); }
  return out;
}

function sha512(text) {
  var hash = nacl.hash(bytes(text)), out = "", i;
  for (i = 0; i < hash.length; i++) { out += (hash[i] < 16 ? "0" : "") + hash[i].toString(16); }
  return out;
}

/* The id of a trusted key that signed a text, "" when none did. */
function signerOf(text, signatures, keys) {
  var id;
  for (id in keys) {
    try {
      if (keys.hasOwnProperty(id) && signatures[id] &&
          nacl.verify(bytes(text), bytes(window.atob(signatures[id])), bytes(window.atob(keys[id])))) { return id; }
    } catch (e) { /* not base64: no signature */ }
  }
  return "";
}

/* Reads a manifest: { why, manifest, signer }, `why` empty when it is this screen's and rightly signed. */
function checked(manifestText, signaturesText) {
  var manifest, signatures, keys = trusted(), signer;
  try { manifest = JSON.parse(manifestText); signatures = JSON.parse(signaturesText); } catch (e) { return { why: "清单读不懂" }; }
  if (!manifest || manifest.format !== 2 || !manifest.files || !(manifest.version > 0)) { return { why: "清单读不懂" }; }
  if (manifest.screen !== SETUP.screen) { return { why: "是别的屏幕的" }; }
  signer = signerOf(manifestText, signatures || {}, keys);
  if (!empty(keys) && !signer) { return { why: "签名不对" }; }
  if (signer && manifest.version < memory.version) { return { why: "比上次见过的旧" }; }
  return { why: "", manifest: manifest, signer: signer };
}

/* Reads a whole release: { why, manifest, signer, deck }. */
function release(words) {
  var found = words.length === 3 ? checked(words[0], words[1]) : { why: "不完整" };
  if (found.why) { return found; }
  if (sha512(words[2]) !== found.manifest.digest) { return { why: "内容和清单对不上" }; }
  found.deck = JSON.parse(words[2]);
  return isWhole(found.deck, found.manifest) ? found : { why: "内容不全" };
}

function isWhole(d, m) {
  return d && d.format === 2 && d.screen === m.screen && d.built === m.built && d.expires === m.expires &&
    d.width > 0 && d.height > 0 && d.parts && d.slides && d.slides.length > 0;
}

/* A picture's file is what its name in the manifest says, to the byte. */
function isListed(files, name, text) {
  var entry = files[name];
  return !!entry && entry[0] === text.length && entry[1] === sha512(text);
}
