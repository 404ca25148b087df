// Taps of the check-in (form[data-checkin]) go to the server in the background, one after another.
// A tick shows only once the server has said so; until then the button waits, and after a dead link
// it is sent again. What waits is kept in this tab (keys and halves, no names) over a reload.
(() => {
  const form = document.querySelector("form[data-checkin]");
  const status = document.querySelector("[data-taps]");
  if (!form || !status) return;
  const KEY = `taps:${document.body.dataset.user}:${form.action}`;
  const AGAIN = 5000; // after a dead link
  const TIMEOUT = 15000;

  let queue = [];
  let running = false;
  let timer = 0;

  const button = (tap) => {
    const [person, half] = tap.split(":");
    return form.querySelector(`button[value^="${person}:${half}:"]`);
  };

  form.addEventListener("submit", (event) => {
    const tapped = event.submitter;
    if (!tapped || tapped.name !== "tap") return;
    event.preventDefault();
    if (tapped.getAttribute("aria-busy") === "true") return;
    queue.push(tapped.value);
    mark(tapped.value, true);
    keep();
    send();
  });
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });

  try { queue = JSON.parse(sessionStorage.getItem(KEY)) || []; } catch { queue = []; }
  queue = queue.filter((tap) => /^\d+:(morning|afternoon):(on|off)$/.test(tap));
  for (const tap of queue) mark(tap, true);
  send();

  async function send() {
    clearTimeout(timer);
    if (running || !queue.length) return;
    running = true;
    while (queue.length) {
      const told = await post(queue[0]);
      if (!told) {
        running = false;
        say(`ขาดการเชื่อมต่อ ยังไม่ถึงระบบ ${queue.length} รายการ จะส่งให้เองเมื่อเชื่อมต่อได้ อย่าปิดหน้านี้`);
        timer = setTimeout(send, AGAIN);
        return;
      }
      if (told.ended) {
        running = false;
        return ended();
      }
      const tap = queue.shift();
      keep();
      mark(tap, false);
      if (told.refused) {
        say(`ไม่ได้บันทึก: ${told.refused}`);
      } else {
        show(tap, told);
        say(queue.length ? `กำลังส่งอีก ${queue.length} รายการ` : "");
      }
    }
    running = false;
  }

  // What the server said; null for a dead link or a server that is down.
  async function post(tap) {
    const body = new FormData(form);
    const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (now) body.set("csrfmiddlewaretoken", now[1]);
    body.set("tap", tap);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, redirect: "manual", headers: { "X-Tap": "1" },
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) return { ended: true };
      if (answer.status >= 500) return null;
      const told = await answer.json().catch(() => null);
      return told ?? { refused: "โปรดเปิดหน้านี้ใหม่" };
    } catch {
      return null;
    }
  }

  function mark(tap, waiting) {
    const found = button(tap);
    if (found) found.setAttribute("aria-busy", waiting ? "true" : "false");
  }

  function show(tap, told) {
    const found = button(tap);
    if (found) {
      const [person, half] = tap.split(":");
      found.classList.toggle("on", told.on);
      found.setAttribute("aria-pressed", told.on ? "true" : "false");
      found.value = `${person}:${half}:${told.on ? "off" : "on"}`;
    }
    for (const [half, count] of Object.entries(told.counts)) {
      const place = document.querySelector(`[data-count="${half}"]`);
      if (place) place.textContent = count;
    }
  }

  function keep() {
    try { sessionStorage.setItem(KEY, JSON.stringify(queue)); } catch { /* forbidden */ }
  }

  function say(text) {
    status.textContent = text;
    status.hidden = !text;
  }

  function ended() {
    say(`หมดเวลาเข้าระบบ ยังไม่ถึงระบบ ${queue.length} รายการ `);
    const link = document.createElement("a");
    link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = "เข้าระบบอีกครั้ง";
    status.append(link);
  }
})();
