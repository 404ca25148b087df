// A copy of long forms (data-keep) in this browser, so that an ended login loses no text.
// The copy carries the hidden version and base too: what others saved meanwhile is merged by the
// server. What autosave.js stored needs no copy. What names many people (data-keep-tab) is kept
// until the tab is closed, and in no other. data-keep="typed" marks a page that shows again what was just sent: never refilled.
(() => {
  const MARK = "keep:";
  const DAYS = 14;
  const user = document.body.dataset.user;
  const form = document.querySelector("form[data-keep]");

  const place = () => (form?.hasAttribute("data-keep-tab") ? sessionStorage : localStorage);
  const read = (key, store = place()) => {
    try { return JSON.parse(store.getItem(key)); } catch { return null; }
  };
  const write = (key, copy, store = place()) => {
    try { store.setItem(key, JSON.stringify(copy)); } catch { /* full or forbidden */ }
  };
  const held = () => [localStorage, sessionStorage].flatMap((store) =>
    Object.keys(store).filter((key) => key.startsWith(MARK)).map((key) => [key, store]));
  const all = () => {
    try { return held(); } catch { return []; }
  };

  for (const [key, store] of all()) {
    const copy = read(key, store);
    if (!copy || Date.now() - copy.at > DAYS * 86400000) store.removeItem(key);
  }

  // Sent, but it ended here: it was not saved.
  const next = document.querySelector("[data-ended]")?.dataset.ended;
  if (next) {
    for (const [key, store] of all()) {
      const copy = read(key, store);
      if (copy?.sent && key.endsWith(`:${next}`)) write(key, { ...copy, sent: false }, store);
    }
  }

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-sign-out]")) return;
    clearTimeout(waiting);
    over = true;
    for (const [key, store] of all()) if (key.startsWith(`${MARK}${user}:`)) store.removeItem(key);
  });

  let waiting = 0;
  let over = false;
  if (!form || !user) return;
  const key = `${MARK}${user}:${location.pathname}`;

  const controls = () => [...form.elements].filter((one) =>
    one.name && one.name !== "csrfmiddlewaretoken" && !["submit", "button", "file", "password"].includes(one.type));
  const value = (one) => {
    if (one.type === "radio") return form.elements[one.name].value;
    return one.type === "checkbox" ? one.checked : one.value;
  };
  const keep = (sent) => {
    waiting = 0;
    if (over) return;
    const values = Object.fromEntries(controls().map((one) => [one.name, value(one)]));
    write(key, { at: Date.now(), sent, version: values.version, values });
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 500, false);
  });
  window.addEventListener("pagehide", () => {
    if (!waiting) return;
    clearTimeout(waiting);
    keep(false);
  });
  form.addEventListener("autosaved", (event) => {
    clearTimeout(waiting);
    form.querySelector("[data-kept]")?.remove();
    if (event.detail.clean) place().removeItem(key);
    else keep(false);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target !== form) return;
    clearTimeout(waiting);
    keep(true);
  });

  if (form.dataset.keep === "typed") return keep(false);
  const copy = read(key);
  if (!copy) return;
  const version = form.elements.version;  // what is new has none yet: sent, it was saved
  const saved = copy.sent && (!version || Number(copy.version) < Number(version.value));
  if (saved || !differs(copy.values)) return place().removeItem(key);
  refill(copy.values);
  say(copy.at);
  if (copy.sent) write(key, { ...copy, sent: false });

  function differs(values) {
    const visible = (name) => !/^(version|base)$|_FORMS$/.test(name);
    const here = new Map(controls().map((one) => [one.name, value(one)]));
    return Object.entries(values).some(([name, text]) =>
      visible(name) && same(here.get(name) ?? (typeof text === "boolean" ? false : "")) !== same(text));
  }

  function same(text) {
    return typeof text === "string" ? text.replaceAll("\r\n", "\n").trim() : text;
  }

  function refill(values) {
    for (const name of Object.keys(values)) {
      for (let tries = 0; !form.elements[name] && tries < 25; tries += 1) if (!addRow(name)) break;
    }
    for (const one of controls()) {
      if (!(one.name in values)) continue;
      if (one.type === "checkbox") one.checked = values[one.name];
      else if (one.type === "radio") one.checked = one.value === values[one.name];
      else one.value = values[one.name];
    }
  }

  // A row that was added but never saved: the last one again, under the next number.
  function addRow(name) {
    const last = [...form.querySelectorAll("[data-row]")].pop();
    if (!last || !/-\d+-/.test(name)) return false;
    const before = Number(last.querySelector("[name]").name.match(/-(\d+)-/)[1]);
    const made = last.cloneNode(true);
    for (const node of [made, ...made.querySelectorAll("*")]) {
      for (const mark of [...node.attributes]) {
        mark.value = mark.value
          .replace(`-${before}-`, `-${before + 1}-`)
          .replace(`row-${before + 1}`, `row-${before + 2}`);
      }
    }
    const title = made.querySelector("h2");
    if (title) title.textContent = title.textContent.replace(before + 1, before + 2);
    last.after(made);
    return true;
  }

  function say(at) {
    const then = new Date(at);
    const zone = { timeZone: "Asia/Bangkok" };
    const clock = then.toLocaleTimeString("th-TH", { ...zone, hour: "2-digit", minute: "2-digit" });
    const date = (one) => one.toLocaleDateString("th-TH", { ...zone, day: "numeric", month: "long", year: "numeric" });
    const day = date(then) === date(new Date()) ? "" : `${date(then)} `;
    const notice = document.createElement("div");
    notice.className = "notice act";
    notice.setAttribute("role", "status");
    notice.dataset.kept = "";
    const words = document.createElement("p");
    words.textContent = `นำข้อความที่ยังไม่ได้บันทึกเมื่อ ${day}${clock} กลับมาให้แล้ว`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = "ใช้ข้อความที่บันทึกไว้แทน";
    button.addEventListener("click", () => {
      clearTimeout(waiting);
      over = true;
      form.dispatchEvent(new CustomEvent("kept:given-up"));
      place().removeItem(key);
      location.assign(location.pathname);
    });
    notice.append(words, button);
    form.prepend(notice);
  }
})();
