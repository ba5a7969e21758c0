// Answers for the door page alone, and only where the network does not: the page and its parts as the page itself kept them
// (door_memory.js). Kept things have their time in the name of their cache; after it they are forgotten.
"use strict";
const SCOPE = new URL(self.registration.scope).pathname;
const MINE = `/door/${SCOPE.split("/").at(-3)}`;
const PATIENCE = 4000;
const PARTS = ["style", "script", "image", "font"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === SCOPE) event.respondWith(page(request));
  else if (PARTS.includes(request.destination)) event.respondWith(part(request));
});

async function kept() {
  for (const name of await caches.keys()) {
    if (!name.endsWith(MINE)) continue;
    if (Number(name.split("/")[1]) > Date.now()) return caches.open(name);
    await caches.delete(name);
  }
  return null;
}

async function forget() {
  for (const name of await caches.keys()) if (name.endsWith(MINE)) await caches.delete(name);
}

async function page(request) {
  const asked = fetch(request);
  const late = new Promise((_resolve, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([asked, late]);
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) await forget();
    return answer;
  } catch {
    const cache = await kept();
    return (cache && (await cache.match(SCOPE))) || asked;
  }
}

async function part(request) {
  const cache = await kept();
  return (cache && (await cache.match(request))) || fetch(request);
}
