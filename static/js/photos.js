// Photographs of a summary, sent one by one: each is shrunk here first, has its own progress, and is
// sent again after a dead link or an ended login. The server knows a picture that it has already, so
// sending twice does no harm. Without this script the form sends them together.
(() => {
  const input = document.querySelector("input[type=file][data-photos]");
  const drop = input?.closest("[data-drop]");
  if (!drop || !window.createImageBitmap || !HTMLCanvasElement.prototype.toBlob) return;
  const LONGEST = 1600; // pixels
  const QUALITY = 0.85;
  const AGAIN = 8000; // after a dead link
  const TIMEOUT = 180000; // a slow link and a large picture
  const HEAD = 4096; // bytes that tell what a file is
  const WAITING = "รอส่ง";
  const form = input.form;
  const jobs = [];
  let running = false;
  let timer = 0;

  for (const one of drop.querySelectorAll("[data-add-all]")) one.remove();
  const list = document.createElement("ol");
  list.className = "uploads";
  const status = document.createElement("p");
  status.className = "sent";
  status.setAttribute("role", "status");
  const hint = document.createElement("p");
  hint.className = "help";
  hint.textContent = "เลือกได้หลายภาพ หรือลากภาพมาวางในกรอบนี้ ระบบย่อภาพในเครื่องก่อนแล้วส่งทีละภาพ";
  drop.append(hint, status, list);

  input.addEventListener("change", () => {
    const chosen = [...input.files];
    input.value = ""; // else the form's other buttons would send them once more
    take(chosen);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") take([...event.dataTransfer.files]);
    });
  }
  window.addEventListener("online", again);
  // Back from signing in again in another tab.
  document.addEventListener("visibilitychange", () => document.hidden || again());
  window.addEventListener("beforeunload", (event) => {
    if (jobs.some((job) => open(job))) event.preventDefault();
  });

  const open = (job) => ["waiting", "sending", "stopped"].includes(job.state);

  function take(files) {
    for (const file of files) jobs.push(shown({ file, state: "waiting" }));
    run();
  }

  function again() {
    clearTimeout(timer);
    for (const job of jobs) if (job.state === "stopped") mark(job, "waiting", WAITING);
    run();
  }

  async function run() {
    if (running) return;
    running = true;
    for (let job = next(); job; job = next()) {
      await send(job);
      if (job.state === "stopped") break; // the others would fare no better
    }
    running = false;
    tell();
  }

  const next = () => jobs.find((job) => job.state === "waiting");

  async function send(job) {
    mark(job, "sending", "กำลังย่อภาพ");
    job.small ||= await shrunk(job);
    mark(job, "sending", "กำลังส่ง");
    const { answer, status: code, ended } = await post(job);
    if (ended) return stop(job, "หมดเวลาเข้าระบบ ภาพยังอยู่ในหน้านี้", signIn());
    if (answer?.kept) return done(job, answer);
    if (answer?.refused) return mark(job, "refused", answer.refused);
    if (code >= 400 && code < 500) return mark(job, "refused", "ระบบไม่รับไฟล์นี้ โปรดลดขนาดภาพแล้วเลือกใหม่");
    stop(job, code ? "ระบบขัดข้อง ยังไม่ได้เพิ่มภาพนี้" : "ขาดการเชื่อมต่อ จะส่งต่อเองเมื่อเชื่อมต่อได้");
    timer = setTimeout(again, AGAIN);
  }

  // A picture that this browser cannot open goes as it is: the server says what is wrong with it.
  async function shrunk(job) {
    const { file } = job;
    let image;
    try {
      image = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return await isHeic(file) ? file.slice(0, HEAD) : file;
    }
    thumbnail(job, image);
    const canvas = drawn(image, LONGEST, document.createElement("canvas"));
    image.close();
    const blob = await new Promise((kept) => canvas.toBlob(kept, "image/jpeg", QUALITY));
    return blob || file;
  }

  // Its first bytes are enough to be told how to make a JPEG of it.
  async function isHeic(file) {
    const head = await file.slice(4, 8).text().catch(() => "");
    return head === "ftyp";
  }

  function drawn(image, longest, canvas) {
    const share = Math.min(1, longest / Math.max(image.width, image.height));
    canvas.width = Math.max(1, Math.round(image.width * share));
    canvas.height = Math.max(1, Math.round(image.height * share));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // what is transparent becomes paper
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function thumbnail(job, image) {
    drawn(image, 160, job.canvas);
    job.canvas.hidden = false;
  }

  function post(job) {
    return new Promise((told) => {
      const call = new XMLHttpRequest(); // fetch() tells nothing of what has been sent
      const body = new FormData();
      const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      body.set("csrfmiddlewaretoken", now ? now[1] : form.elements.csrfmiddlewaretoken.value);
      body.set("photos", job.small, job.file.name);
      call.open("POST", drop.dataset.add);
      call.setRequestHeader("X-Photo", "1");
      call.timeout = TIMEOUT;
      call.upload.onprogress = (event) => {
        if (event.lengthComputable) job.progress.value = event.loaded / event.total;
      };
      call.onloadend = () => {
        let answer = null;
        try { answer = JSON.parse(call.responseText); } catch { /* a page, not an answer */ }
        const elsewhere = call.responseURL && new URL(call.responseURL).pathname !== drop.dataset.add;
        const ended = [401, 403].includes(call.status) || Boolean(elsewhere);
        told({ answer, status: call.status, ended });
      };
      call.send(body);
    });
  }

  function done(job, answer) {
    job.progress.value = 1;
    mark(job, "done", answer.again || "เพิ่มแล้ว");
    if (!answer.row) return;
    const section = form.querySelector("[data-kept-photos]");
    section.hidden = false;
    section.querySelector("ol").insertAdjacentHTML("beforeend", answer.row);
    document.querySelector("[data-photo-count]").textContent = answer.count;
    section.querySelector("[data-text=bare]").textContent = answer.bare;
  }

  function stop(job, text, link) {
    mark(job, "stopped", text);
    job.says.append(...(link ? [" ", link] : []));
    job.retry.hidden = false;
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = "/sign-in/";
    link.target = "_blank";
    link.textContent = "เข้าระบบอีกครั้งในแท็บใหม่ แล้วกลับมาหน้านี้";
    return link;
  }

  function shown(job) {
    const row = document.createElement("li");
    const [name, says] = [document.createElement("b"), document.createElement("span")];
    name.textContent = job.file.name;
    const canvas = document.createElement("canvas");
    canvas.hidden = true;
    const progress = document.createElement("progress");
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", `ส่ง ${job.file.name}`);
    const words = document.createElement("div");
    words.append(name, says, progress);
    const retry = button("ลองใหม่", job, again);
    const leave = button("นำออก", job, () => {
      jobs.splice(jobs.indexOf(job), 1);
      row.remove();
      tell();
      run();
    });
    row.append(canvas, words, retry, leave);
    list.append(row);
    Object.assign(job, { row, says, canvas, progress, retry, leave });
    mark(job, "waiting", WAITING);
    return job;
  }

  function button(text, job, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = text;
    made.setAttribute("aria-label", `${text} ${job.file.name}`);
    made.addEventListener("click", act);
    return made;
  }

  function mark(job, state, text) {
    job.state = state;
    job.says.textContent = text;
    job.row.className = state;
    job.progress.hidden = ["done", "refused"].includes(state);
    job.retry.hidden = true;
    job.leave.hidden = !["refused", "stopped"].includes(state);
    tell();
  }

  function tell() {
    const count = (state) => jobs.filter((job) => job.state === state).length;
    const [ready, refused] = [count("done"), count("refused")];
    const all = ready === jobs.length;
    const wrong = refused ? ` ใช้ไม่ได้ ${refused} ภาพ ดูเหตุผลด้านล่าง` : "";
    status.textContent = jobs.length ? `${all ? "ครบ" : "ส่งแล้ว"} ${ready}/${jobs.length} ภาพ${wrong}` : "";
    status.classList.toggle("all", all && ready > 0);
  }
})();
