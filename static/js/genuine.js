// Tells whether a PDF is the issued one. The file is read here and never sent: only digests of what
// was issued are fetched, and they do not depend on the file.
(() => {
  const place = document.querySelector("[data-genuine]");
  if (!place) return;
  const part = (name) => place.querySelector(`[data-says="${name}"]`);
  const result = place.querySelector("[data-result]");
  const input = place.querySelector("input");
  let turn = 0;

  if (!window.crypto?.subtle) {
    part("insecure").hidden = false;
    return;
  }
  place.querySelector("[data-chooser]").hidden = false;

  const digestOf = async (file) => {
    const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const others = async () => {
    const answer = await fetch(place.dataset.more, { credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  // Which words to say, and the number of the enclosure that matched.
  const verdict = async (digest) => {
    if (digest === place.dataset.sha256) return ["own"];
    if (!place.dataset.more) return ["none"];
    let known;
    try {
      known = await others();
    } catch {
      return ["unsure"];
    }
    if (known.copies.includes(digest)) return ["copy"];
    const enclosed = Object.entries(known.enclosures).find(([, other]) => other === digest);
    return enclosed ? ["enclosure", enclosed[0]] : ["none"];
  };

  const show = (name, tone, number) => {
    const said = part(name).cloneNode(true);
    if (number) said.querySelector("[data-number]").textContent = number;
    const matched = ["own", "copy", "enclosure"].includes(name);
    if (matched && place.dataset.state !== "issued") {
      said.append(part("ended").cloneNode(true));
      tone = "wrong";
    }
    said.className = tone ? `notice ${tone}` : "";
    result.replaceChildren(said);
  };

  const compare = async (file) => {
    const mine = ++turn;
    show("busy");
    let found;
    try {
      found = await verdict(await digestOf(file));
    } catch {
      found = ["unread"];
    }
    if (mine !== turn) return;
    const tones = { own: "fine", copy: "fine", enclosure: "fine", unsure: "" };
    show(found[0], tones[found[0]] ?? "wrong", found[1]);
  };

  input.addEventListener("change", () => { if (input.files[0]) compare(input.files[0]); });

  // A file that misses the place must not open in the page's stead.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.preventDefault());
  }
  place.addEventListener("dragover", () => place.classList.add("over"));
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (file) compare(file);
  });
})();
