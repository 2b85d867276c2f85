{% load static %}/* Where no network is, a page of words stands in the place of the page that was asked for. Nothing of anybody
   is kept here: this page, how it looks, and the script that goes back when the network is there again. */
"use strict";
const KEPT = "without-network";
const PAGE = "{{ page|escapejs }}";
const FILES = ["{% static 'ui/app.css' %}", "{% static 'ui/kept.js' %}", "{% static 'ui/icon.svg' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await caches.delete(KEPT);
    const store = await caches.open(KEPT);
    await store.addAll(FILES);
    await store.put(PAGE, await fetch(PAGE, { credentials: "omit", cache: "no-store" }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (FILES.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)));
});
