/* On the big screen the arrow keys turn the page; without a script the links do. */
(() => {
  "use strict";
  const ways = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" };
  document.addEventListener("keydown", (event) => {
    const link = ways[event.key] && document.querySelector(`a[rel="${ways[event.key]}"]`);
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    location.assign(link.href);
  });
})();
