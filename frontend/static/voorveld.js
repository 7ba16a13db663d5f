/* A little comfort for those whose browser runs scripts; every page works without. */
(() => {
  "use strict";

  /* Who sent a form hears at once what is wrong with it; else is at what came in the place of what was pressed. */
  const tell = ({ target }) => {
    const summary = document.querySelector(".vv-error-summary:not([data-told])");
    if (summary) summary.dataset.told = "";
    const isLost = document.activeElement === document.body;
    const place = target === document.body ? document.querySelector("main") : target;
    const news = place.matches?.("[tabindex]") ? place : document.querySelector("#berichten [tabindex]");
    if (summary || isLost) (summary || news)?.focus();
  };

  /* What htmx could not send, the browser sends: it says why there is no answer. */
  document.addEventListener("htmx:error", ({ target }) => {
    if (target.matches?.("form")) target.submit();
  });

  /* A link in the error summary goes to the first thing one can fill in. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".vv-error-summary a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    const input = field && (field.matches("fieldset") ? field.querySelector("input") : field);
    if (!input) return;
    event.preventDefault();
    input.focus();
    (input.closest(".vv-field") || input).scrollIntoView({ block: "start" });
  });

  document.addEventListener("htmx:after:swap", tell);
})();
