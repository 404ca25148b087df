// A long form (data-autosave) posts itself to the server a moment after typing stops, and when the
// page is hidden. The answer is JSON (cdd_network/autosave.py). What is not saved stays in the form
// and in the copy of keep.js. One request at a time; an ordinary submit waits for its answer.
// A request whose answer was lost is sent again as it was: the server knows its own text.
(() => {
  const form = document.querySelector("form[data-autosave]");
  const status = document.querySelector("[data-autosave-status]");
  if (!form || !status) return;
  const REST = 2500; // typing has stopped
  const LONGEST = 20000; // typing that never stops
  const AGAIN = 15000; // after a dead link
  const TIMEOUT = 20000;
  const KEEPALIVE = 50000; // bytes that a browser sends of a page that is gone
  const ENDED = [401, 403];

  let timer = 0;
  let since = 0; // when the first unsaved letter was typed
  let typed = 0; // counts inputs
  let lost = null; // a request without an answer
  let running = null;
  let paused = false;
  let leaving = false;

  form.addEventListener("input", () => {
    typed += 1;
    since ||= Date.now();
    if (!paused) wait(Math.max(0, Math.min(REST, since + LONGEST - Date.now())));
  });
  form.addEventListener("kept:given-up", stop);
  document.addEventListener("visibilitychange", () => document.hidden && since && !leaving && send());
  window.addEventListener("online", () => since && send());
  window.addEventListener("pageshow", () => { leaving = false; });

  // The ordinary submit goes after what is under way: else the two would look like two people.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (leaving || paused) return;
    leaving = true; // what is typed goes with the submit: the page, hidden now, posts nothing beside it
    if (!(running || lost)) return;
    event.preventDefault();
    const button = event.submitter;
    (running || send()).then(() => form.requestSubmit(button));
  });

  function stop() {
    clearTimeout(timer);
    paused = true;
  }

  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(send, time);
  }

  function send() {
    clearTimeout(timer);
    if (paused || running) return running;
    const turn = lost || { body: body(), typed };
    running = post(turn).finally(() => {
      running = null;
      if (since && !lost && !paused && !leaving) wait(REST);
    });
    return running;
  }

  function body() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    return data;
  }

  async function post(turn) {
    const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (now) turn.body.set("csrfmiddlewaretoken", now[1]);
    // Asked for before anything is awaited: a page that is being left awaits nothing.
    const bytes = new TextEncoder().encode([...turn.body].flat().join("")).length;
    const keepalive = document.hidden && bytes < KEEPALIVE;
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: turn.body, redirect: "manual", headers: { "X-Autosave": "1" },
        keepalive, signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      lost = turn;
      say("ขาดการเชื่อมต่อ เก็บไว้ในเครื่องนี้แล้ว");
      return wait(AGAIN);
    }
    lost = null;
    if (answer.type === "opaqueredirect" || ENDED.includes(answer.status)) return ended();
    const told = await answer.json().catch(() => null);
    if (told?.saved) return saved(told, turn);
    if (told?.stale) {
      stop();
      return say(told.stale);
    }
    say(told?.refused ? `ยังไม่ได้บันทึก: ${told.refused}` : "ยังไม่ได้บันทึก", "ลองใหม่");
    if (answer.status >= 500) { since ||= Date.now(); wait(AGAIN); } else { since = 0; }
  }

  function saved(told, turn) {
    for (const name of ["version", "base"]) if (name in told) form.elements[name].value = told[name];
    if (typed === turn.typed) since = 0;
    for (const one of document.querySelectorAll("[data-text]")) {
      const text = told.texts[one.dataset.text];
      if (text !== undefined && text !== one.textContent) one.textContent = text;
    }
    show(told.unsaved);
    const but = told.unsaved.length ? ` ยกเว้น ${told.unsaved.length} ข้อ` : "";
    say(`บันทึกแล้ว ${told.saved}${but}`);
    const clean = !since && !told.unsaved.length;
    form.dispatchEvent(new CustomEvent("autosaved", { detail: { ...told, clean } }));
  }

  function ended() {
    stop();
    say("หมดเวลาเข้าระบบ ข้อความเก็บไว้ในเครื่องนี้แล้ว ");
    const link = document.createElement("a");
    link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = "เข้าระบบอีกครั้ง";
    status.append(link);
  }

  // Beneath each answer that was not saved: why. Quietly, the status has said how many.
  function show(unsaved) {
    for (const old of form.querySelectorAll("[data-unsaved]")) old.remove();
    for (const { control, text } of unsaved) {
      const note = document.createElement("p");
      note.className = "unsaved";
      note.dataset.unsaved = control;
      note.textContent = `ข้อนี้ยังไม่ได้บันทึก: ${text}`;
      document.getElementById(control)?.closest(".field")?.append(note);
    }
  }

  function say(text, action) {
    status.textContent = text;
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = action;
    button.addEventListener("click", () => { since ||= Date.now(); send(); });
    status.append(" ", button);
  }
})();
