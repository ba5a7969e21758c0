// What a device at the door keeps while the network is away: the list, in a cache that is forgotten in time, and what was
// noted, each under a key of its own so that two open pages do not write over one another.
(() => {
  "use strict";
  const door = document.getElementById("door");
  if (!door) return;
  const { guests, activity, until, scope } = door.dataset;
  const name = `kept/${until}/door/${activity}`;
  const prefix = `door/${activity}/`;
  const able = "caches" in window && "serviceWorker" in navigator;
  const PATIENCE = 6000;

  class Gone extends Error {}

  async function forget() {
    for (const one of able ? await caches.keys() : []) if (one.endsWith(`/door/${activity}`)) await caches.delete(one);
  }

  async function ask(address, options = {}) {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
    if (answer.status >= 500) throw new Error(String(answer.status));
    return answer;
  }

  // the list as it stands on the server, kept for later
  async function refresh() {
    const answer = await ask(guests);
    if (!answer.ok) {
      await forget();
      throw new Gone();
    }
    const copy = answer.clone();
    const list = (await answer.json()).guests;
    if (able) await (await caches.open(name)).put(guests, copy);
    return list;
  }

  // the list as it was when the network was there
  async function kept() {
    if (!able || Number(until) < Date.now()) {
      await forget();
      return [];
    }
    const found = await (await caches.open(name)).match(guests);
    return found ? (await found.json()).guests : [];
  }

  // the page and what it is made of
  async function keepPage() {
    if (!able) return;
    const cache = await caches.open(name);
    const page = await ask(scope);
    if (!page.ok || page.redirected) return;
    await cache.put(scope, page);
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src], use")]
      .map((node) => (node.href && node.href.baseVal) || node.href || node.src || "")
      .map((address) => new URL(address, location.href))
      .filter((address) => address.origin === location.origin && address.protocol.startsWith("http"))
      .map((address) => address.pathname + address.search);
    await Promise.allSettled([...new Set(parts)].map((one) => cache.add(one)));
  }

  const noted = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    .map((key) => ({ mark: key.slice(prefix.length), ...JSON.parse(localStorage.getItem(key)) }));
  const note = (guest) => localStorage.setItem(prefix + crypto.randomUUID(), JSON.stringify({ at: new Date().toISOString(), ...guest }));
  const drop = (mark) => localStorage.removeItem(prefix + mark);

  async function sha256(text) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function watch() {
    if (able) navigator.serviceWorker.register(door.dataset.worker, { scope }).then(keepPage).catch(() => {});
  }

  window.doorMemory = { able, ask, drop, forget, Gone, kept, note, noted, refresh, sha256, watch };
})();
