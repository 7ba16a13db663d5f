/* Keeps an idea while it is typed: with us, and on this device as long as we have not got it. The page works without. */
(() => {
  "use strict";
  const PREFIX = "vv-idee:";
  const PAUSE = 1500;
  const OWN = ["concept", "versie", "gezien"];
  const UNSAVED = ["csrf", "idempotencyKey", "actie"];
  const SENT = "vv-idee-verstuurd";
  let timer;
  let busy = false;
  let again = false;
  let sent = false;
  let choose = false; /* Two texts met in a field of this person: both are kept, and one must be chosen first. */

  const form = () => document.querySelector("form[data-bewaar]");
  const key = (of) => `${PREFIX}${of.dataset.bewaar}?${of.elements.concept.value}`;
  const say = (words) => {
    const place = document.getElementById("bewaard");
    if (place && place.textContent !== words) place.textContent = words;
  };

  const entries = (of) => [...new FormData(of)].filter(([name]) => !UNSAVED.includes(name) && !name.startsWith("anders-"));
  const lines = (text) => text.replace(/\r\n/g, "\n").trim();
  const inStore = (name, work) => {
    try {
      return work(window[name]);
    } catch {
      return null; /* A browser that keeps nothing: then we keep it alone. */
    }
  };
  const onDevice = (work) => inStore("localStorage", work);
  const inTab = (work) => inStore("sessionStorage", work);
  const keepHere = (of) => onDevice((store) => store.setItem(key(of), JSON.stringify(entries(of))));
  const forgetHere = (name) => onDevice((store) => store.removeItem(name));

  const put = (of, name, text) => {
    const field = of.elements[name];
    if (!field) return;
    if (field.type === "checkbox") field.checked = Boolean(text);
    else field.value = text;
  };

  /* What budget has now goes into the form, except where somebody typed on while it was on its way, or where two texts
     met. Such news was not seen: the form then keeps its old version, so that what was typed comes beside it. */
  const take = (of, answer, was) => {
    const before = key(of);
    const now = new Map(entries(of));
    const typedOn = (name) => lines(now.get(name) || "") !== lines(was.get(name) || "");
    const news = Object.entries(answer.nieuws);
    const unseen = news.filter(([name]) => typedOn(name) || answer.twee.includes(name)).map(([name]) => name);
    OWN.filter((name) => name !== "versie" || !unseen.length).forEach((name) => put(of, name, answer[name]));
    news.filter(([name]) => !unseen.includes(name)).forEach(([name, text]) => put(of, name, text));
    choose = unseen.some((name) => answer.twee.includes(name));
    const isNewer = [...now].some(([name, text]) => !OWN.includes(name) && text !== (was.get(name) || ""));
    forgetHere(before);
    if (isNewer) keepHere(of);
    if (window.location.search !== new URL(answer.adres, window.location).search) {
      window.history.replaceState(window.history.state, "", answer.adres);
    }
    return isNewer;
  };

  /* Where two texts met, it is said beside that field. */
  const tellOfTwo = (of, names) => {
    const place = document.getElementById("twee-teksten");
    const first = names.length && of.querySelector(`[name="${names[0]}"]`)?.closest(".vv-field");
    if (first) first.after(place);
    place.hidden = !names.length;
  };

  const save = async () => {
    const of = form();
    if (!of || sent) return;
    if (choose) return say(of.dataset.kies);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const was = new Map(entries(of));
    try {
      const body = new URLSearchParams(new FormData(of));
      const reply = await fetch(of.dataset.bewaar, { method: "POST", body, redirect: "error" });
      if (!reply.ok) throw new Error(String(reply.status));
      const answer = await reply.json();
      if (of === form() && !sent) {
        again = take(of, answer, was) || again;
        tellOfTwo(of, answer.twee);
        say(Object.keys(answer.nieuws).length && !choose ? of.dataset.samen : of.dataset.bewaard);
      }
    } catch {
      say(of.dataset.apparaat);
    } finally {
      busy = false;
      if (again && !sent) plan();
      again = false;
    }
  };

  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  /* What was typed on this device and never reached us comes back. */
  const restore = () => {
    const of = form();
    sent = choose = false;
    /* Only with this script is what it says true. */
    const promise = document.getElementById("wat-we-bewaren");
    if (promise) promise.hidden = false;
    /* What was sent from here came back in the form: it need not be put back. */
    const gone = inTab((store) => store.getItem(SENT));
    if (gone && of?.elements.concept.value) forgetHere(gone);
    inTab((store) => store.removeItem(SENT));
    if (document.querySelector("[data-idee-verstuurd]")) {
      onDevice((store) =>
        Object.keys(store)
          .filter((name) => name.startsWith(PREFIX))
          .forEach((name) => store.removeItem(name)),
      );
    }
    if (!of || of.querySelector(".vv-error-summary")) return;
    const kept = onDevice((store) => store.getItem(key(of)));
    if (!kept) return;
    const words = JSON.parse(kept);
    const now = new Map(entries(of));
    const lost = words.filter(([name, text]) => !OWN.includes(name) && lines(text) !== lines(now.get(name) || ""));
    if (!lost.length) return forgetHere(key(of));
    words.forEach(([name, text]) => put(of, name, text));
    document.getElementById("teruggezet").hidden = false;
    plan();
  };

  document.addEventListener("input", ({ target }) => {
    const of = form();
    if (!of || target.form !== of) return;
    keepHere(of);
    plan();
  });
  document.addEventListener("submit", ({ target }) => {
    if (target !== form()) return;
    clearTimeout(timer);
    sent = true;
    inTab((store) => store.setItem(SENT, key(target)));
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-begin-leeg]")) return;
    forgetHere(key(form()));
    window.location.assign(form().getAttribute("action"));
  });
  document.addEventListener("htmx:after:swap", restore);
  document.addEventListener("htmx:error", () => {
    sent = false;
    inTab((store) => store.removeItem(SENT));
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", restore);
  else restore();
})();
