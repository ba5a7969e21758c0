// The camera as a scanner, where the browser reads codes itself; elsewhere a phone's own camera opens the code's address.
(() => {
  "use strict";
  const opener = document.getElementById("door-camera");
  const place = document.getElementById("door-scan");
  if (!opener || !("BarcodeDetector" in window) || !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia)) return;
  const video = place.querySelector("video");
  let stream = null;
  let last = "";

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    place.hidden = true;
    opener.hidden = false;
  }

  async function look(detector) {
    if (!stream) return;
    const [found] = video.readyState >= 2 ? await detector.detect(video).catch(() => []) : [];
    if (found && found.rawValue !== last) {
      last = found.rawValue; // a badge that stays before the camera is one badge
      setTimeout(() => { last = ""; }, 4000);
      document.dispatchEvent(new CustomEvent("door:scanned", { detail: found.rawValue }));
    }
    setTimeout(() => look(detector), 200);
  }

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      document.getElementById("door-no-camera").hidden = false;
      return;
    }
    video.srcObject = stream;
    await video.play();
    place.hidden = false;
    opener.hidden = true;
    look(new window.BarcodeDetector({ formats: ["qr_code"] }));
  }

  opener.hidden = false;
  opener.addEventListener("click", start);
  place.querySelector("[data-stops]").addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
})();
