/* A little comfort for those whose browser runs scripts; every page works without. */
(() => {
  "use strict";

  /* Somebody who sent a form must hear at once what is wrong with it. */
  const tellErrors = () => {
    const summary = document.querySelector(".vv-error-summary:not([data-told])");
    if (!summary) return;
    summary.dataset.told = "";
    summary.focus();
  };

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

  document.addEventListener("htmx:after:swap", tellErrors);
})();
