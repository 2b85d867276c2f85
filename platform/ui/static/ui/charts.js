/* Charts: one stop of the tab key for each, arrows from value to value. Without this every value is a stop. */
(() => {
  "use strict";
  const spotsOf = (drawing) => [...drawing.querySelectorAll(".chart-spot, .map-spot")];

  const stopAt = (spots, chosen) => spots.forEach((spot) => spot.setAttribute("tabindex", spot === chosen ? "0" : "-1"));

  const next = (key, place, count) =>
    ({ ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: count - 1 })[key];

  document.querySelectorAll("[data-spots]").forEach((drawing) => {
    const spots = spotsOf(drawing);
    if (!spots.length) return;
    stopAt(spots, spots[spots.length - 1]);
    drawing.addEventListener("focusin", (event) => {
      const spot = event.target.closest(".chart-spot, .map-spot");
      if (spot) stopAt(spots, spot);
    });
    drawing.addEventListener("keydown", (event) => {
      const place = spots.indexOf(event.target.closest(".chart-spot, .map-spot"));
      if (event.key === "Escape" && place >= 0) spots[place].blur();
      const wanted = next(event.key, place, spots.length);
      if (place < 0 || wanted === undefined) return;
      event.preventDefault();
      spots[Math.min(Math.max(wanted, 0), spots.length - 1)].focus();
    });
  });
})();
