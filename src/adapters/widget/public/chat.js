// The plain chat page: no build, no framework, nothing from another host.

import { join, say } from "./line.js";
import { locale, words } from "./words.js";

const byId = (id) => document.getElementById(id);
const input = byId("text");
const strip = byId("strip");
const BACK_SHOWN_MS = 3_000;
const INPUT_HEIGHT_MAX = 148;

function dress() {
  const { companyZh, companyEn } = document.documentElement.dataset;
  const company = locale === "en" ? companyEn : companyZh;
  const otherLocale = locale === "en" ? "zh-CN" : "en";
  document.documentElement.lang = locale;
  document.title = company;
  byId("company").textContent = company;
  document.querySelector(".logo").textContent = [...company][0] ?? "";
  byId("about").textContent = words.about;
  byId("hint").textContent = words.hint;
  input.placeholder = words.placeholder;
  byId("text-label").textContent = words.placeholder;
  byId("send-label").textContent = words.send;
  byId("log").setAttribute("aria-label", words.log);
  const other = byId("language");
  other.textContent = words.other;
  other.setAttribute("aria-label", words.otherLabel);
  other.lang = otherLocale;
  other.href = `?lang=${otherLocale}`;
}

function showState(text, kind = "") {
  strip.hidden = text === null;
  strip.className = text === null ? "" : kind;
  strip.textContent = text ?? "";
  if (text !== null && kind === "back") setTimeout(() => strip.className === "back" && showState(null), BACK_SHOWN_MS);
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight + 2, INPUT_HEIGHT_MAX)}px`;
}

function submit() {
  const text = input.value;
  if (text.trim() === "") return;
  input.value = "";
  grow();
  say(text);
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
  input.focus();
});
input.addEventListener("input", grow);
input.addEventListener("keydown", (event) => {
  // 229: an input method has the key (Safari ends composition before it reports Enter).
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});

dress();
join(showState);
