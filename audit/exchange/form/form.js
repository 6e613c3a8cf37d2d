"use strict";
(() => {
  const sent = JSON.parse(document.getElementById("sent").textContent);
  const by = (id) => document.getElementById(id);
  const questions = new Map();
  for (const box of document.querySelectorAll("[data-question]")) questions.set(box.dataset.question, box);
  let foreign = {}; // replies of a loaded file that this form does not ask for: they go out again
  let timer = 0;

  const fields = (box, name) => [...box.querySelectorAll(`[data-field="${name}"]`)];
  const word = (name, put = {}) => sent.words[name].replace(/\{(\w+)\}/g, (_, key) => put[key]);
  const say = (text) => { by("status").textContent = text; };

  function reply(box) {
    const inputs = fields(box, "reply");
    const chosen = inputs.filter((one) => one.checked).map((one) => one.value);
    switch (box.dataset.kind) {
      case "level": return chosen.length ? Number(chosen[0]) : "";
      case "choice": return chosen[0] ?? "";
      case "yes_no": return chosen.length ? chosen[0] === "yes" : "";
      case "choices": return chosen;
      case "table": return [...box.querySelectorAll("[data-rows] tr")].map(row).filter((one) => Object.keys(one).length);
      default: return inputs[0].value.trim();
    }
  }

  function row(line) {
    const cells = [...line.querySelectorAll("[data-column]")].filter((one) => one.value.trim());
    return Object.fromEntries(cells.map((one) => [one.dataset.column, one.value.trim()]));
  }

  function entry(box) {
    const found = { reply: reply(box) };
    for (const name of ["no_reply", "reason", "narrative", "nature", "second_person"]) {
      for (const one of fields(box, name)) if (one.value.trim()) found[name] = one.value.trim();
    }
    const lines = fields(box, "evidence")[0].value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (lines.length) found.evidence = lines;
    if (found.reply === "" || (Array.isArray(found.reply) && !found.reply.length)) delete found.reply;
    return found;
  }

  function gather() {
    const replies = {};
    for (const [id, box] of questions) replies[id] = entry(box);
    return {
      form: sent.form,
      questionnaire: sent.questionnaire,
      version: sent.version,
      language: sent.language,
      party: sent.party,
      respondent: { id: sent.respondent, name: by("name").value.trim(), role: by("role").value.trim() },
      date: by("date").value,
      replies: { ...replies, ...foreign },
      sent: sent.sent,
    };
  }

  function addRow(box) {
    const body = box.querySelector("[data-rows]");
    const line = body.rows[0].cloneNode(true);
    for (const one of line.querySelectorAll("[data-column]")) one.value = "";
    body.append(line);
    return line;
  }

  function fillTable(box, rows) {
    const body = box.querySelector("[data-rows]");
    while (body.rows.length < rows.length) addRow(box);
    [...body.rows].forEach((line, n) => {
      for (const one of line.querySelectorAll("[data-column]")) one.value = rows[n]?.[one.dataset.column] ?? "";
    });
  }

  function fillReply(box, value) {
    if (box.dataset.kind === "table") {
      fillTable(box, Array.isArray(value) ? value : []);
      return;
    }
    const several = Array.isArray(value) ? value : [value];
    const wanted = several.map((one) => (one === true ? "yes" : one === false ? "no" : String(one ?? "")));
    for (const one of fields(box, "reply")) {
      if (one.type === "radio" || one.type === "checkbox") one.checked = wanted.includes(one.value);
      else one.value = wanted[0] ?? "";
    }
  }

  function fill(data) {
    by("name").value = data.respondent?.name ?? "";
    by("role").value = data.respondent?.role ?? "";
    by("date").value = data.date ?? "";
    const replies = data.replies ?? {};
    foreign = {};
    for (const [id, given] of Object.entries(replies)) if (!questions.has(id)) foreign[id] = given;
    for (const [id, box] of questions) {
      const given = replies[id] ?? {};
      fillReply(box, given.reply);
      for (const name of ["no_reply", "reason", "narrative", "nature", "second_person"]) {
        for (const one of fields(box, name)) one.value = given[name] ?? "";
      }
      fields(box, "evidence")[0].value = (given.evidence ?? []).join("\n");
      if (given.narrative || given.evidence || given.no_reply) box.querySelector("details").open = true;
    }
  }

  // Conditions: as when the file is read, a question that hangs on a hidden one sees no reply to it.
  const told = (value) => (value === true ? "yes" : value === false ? "no" : String(value));

  function words(id) {
    const given = entry(questions.get(id));
    if (given.no_reply) return [given.no_reply.replaceAll(" ", "_")];
    if (given.reply === undefined) return [];
    if (questions.get(id).dataset.kind === "number") return [told(Number(String(given.reply).replace(",", ".")))];
    return (Array.isArray(given.reply) ? given.reply : [given.reply]).map(told);
  }

  function holds(when, shown) {
    if (when.question) {
      if (!questions.has(when.question) || !shown(when.question)) return false;
      const given = words(when.question);
      return when.in.map(told).some((one) => given.includes(one));
    }
    if (when.all.length) return when.all.every((part) => holds(part, shown));
    if (when.any.length) return when.any.some((part) => holds(part, shown));
    return !holds(when.not, shown);
  }

  function visible() {
    const known = new Map();
    const shown = (id) => {
      if (!known.has(id)) {
        known.set(id, false); // a circle is never asked; questionnaires with one are refused
        known.set(id, !sent.when[id] || holds(sent.when[id], shown));
      }
      return known.get(id);
    };
    return [...questions.keys()].filter(shown);
  }

  function show() {
    const asked = new Set(visible());
    let done = 0;
    const parts = new Map();
    for (const [id, box] of questions) {
      box.hidden = !asked.has(id);
      const given = entry(box);
      const filled = given.reply !== undefined || Boolean(given.no_reply) ||
        (box.dataset.kind !== "level" && Boolean(given.narrative));
      box.classList.toggle("done", filled);
      box.querySelector("[data-absent]").hidden = given.no_reply !== "not applicable";
      if (box.hidden) continue;
      done += filled ? 1 : 0;
      const part = box.closest("[data-section]").dataset.section;
      const [had, of] = parts.get(part) ?? [0, 0];
      parts.set(part, [had + (filled ? 1 : 0), of + 1]);
    }
    for (const one of document.querySelectorAll("[data-part]")) {
      const [had, of] = parts.get(one.dataset.part) ?? [0, 0];
      one.textContent = word("count", { done: had, of });
    }
    by("progress").max = Math.max(asked.size, 1);
    by("progress").value = done;
    by("count").textContent = word("count", { done, of: asked.size });
  }

  // What was said since the change (a file that cannot be read, a file saved) is not talked over.
  function keep(told) {
    try {
      localStorage.setItem(sent.key, JSON.stringify(gather()));
      if (by("status").textContent === told) say(word("kept"));
    } catch {
      say(word("not_kept"));
    }
  }

  function changed() {
    show();
    clearTimeout(timer);
    timer = setTimeout(keep, 300, by("status").textContent);
  }

  function download() {
    const who = (sent.respondent || by("name").value || word("unnamed")).replace(/[^\p{L}\p{N}._-]+/gu, "_");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(gather(), null, 1)], { type: "application/json" }));
    link.download = `${sent.questionnaire}_${who}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(word("saved", { file: link.download }));
  }

  async function load(file) {
    try {
      const data = JSON.parse(await file.text());
      if (data?.form !== sent.form || data.questionnaire !== sent.questionnaire) {
        say(word("foreign"));
        return;
      }
      fill(data);
      changed();
      say(word(data.version === sent.version ? "read" : "read_changed"));
    } catch {
      say(word("unreadable"));
    }
  }

  function restore() {
    try {
      const held = localStorage.getItem(sent.key);
      if (held) {
        fill(JSON.parse(held));
        say(word("restored"));
      }
    } catch {
      say(word("not_kept"));
    }
  }

  function next() {
    const open = [...questions.values()].filter((box) => !box.hidden && !box.classList.contains("done"));
    const after = open.find((box) => document.activeElement.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    const box = after ?? open[0];
    if (!box) { say(word("complete")); return; }
    box.scrollIntoView();
    box.focus({ preventScroll: true });
  }

  const main = document.querySelector("main");
  main.addEventListener("input", changed);
  main.addEventListener("change", changed);
  main.addEventListener("click", (event) => {
    const box = event.target.closest("[data-question]");
    if (event.target.matches("[data-clear]")) {
      for (const one of fields(box, "reply")) one.checked = false;
      changed();
    } else if (event.target.matches("[data-add-row]")) {
      addRow(box).querySelector("[data-column]").focus();
    }
  });
  by("save").addEventListener("click", download);
  by("next").addEventListener("click", next);
  by("load").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) load(file).finally(() => { event.target.value = ""; });
  });
  by("reset").addEventListener("click", () => {
    if (!confirm(word("reset"))) return;
    fill({});
    changed();
  });
  window.addEventListener("pagehide", keep);
  restore();
  show();
})();
