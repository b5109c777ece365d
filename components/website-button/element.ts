import type { Asked, Client, Look, Progress, Proof } from "./client";
import { Refused } from "./client";
import { countryFor, grouped } from "./phone";
import { inkOn, STYLE } from "./style";
import { filled, inTime, languageOf, TEXTS, type Texts } from "./texts";

/** What a button asks; a preview answers by itself. */
export type ButtonClient = {
  prove: () => Promise<Proof | null>;
  request: (asked: Asked, proof: Proof | null) => Promise<string>;
  follow: Client["follow"];
};

/** A solved challenge is valid for five minutes. */
const PROOF_MS = 240_000;

type Props = Record<string, string | boolean>;

/** An element with attributes; texts are put in as text, never as markup. */
function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props = {}, ...children: (Node | string)[]) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) if (value !== false) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

let numbered = 0;

/** Shows a button in a host element: its own shadow root, a dialog, and how the call stands. */
export function showButton(host: HTMLElement, look: Look, client: ButtonClient, wantedLanguage?: string | null): void {
  const language = languageOf([wantedLanguage, host.closest("[lang]")?.getAttribute("lang"), ...navigator.languages]);
  const own = look.words.find((words) => words.language === language);
  const texts: Texts = TEXTS[language] as Texts;
  const { business } = look;
  const label = own?.label || texts.open;
  const consentText = own?.consent || filled(texts.consent, { business });
  const id = `patchcord-${++numbered}`;

  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty("--accent", look.colour);
  host.style.setProperty("--on", inkOn(look.colour));

  const open = element("button", { type: "button", class: "main", part: "button", "aria-haspopup": "dialog" }, label);
  const title = element("h2", { id: `${id}-title` }, filled(texts.title, { business }));
  const names = new Intl.DisplayNames([language], { type: "region" });
  const country = element(
    "select",
    { id: `${id}-country`, autocomplete: "country" },
    ...look.countries.map(({ country: one, code }) => {
      return element("option", { value: one }, `${names.of(one) ?? one} +${code}`);
    }),
  );
  country.value = countryFor(navigator.languages, look.countries);
  const number = element("input", {
    ...{ id: `${id}-number`, type: "tel", class: "tel", autocomplete: "tel", inputmode: "tel", required: true },
    "aria-describedby": `${id}-error`,
  });
  const fields = look.texts.map(({ name, label: asked, maxLength, pattern, required }, at) => {
    const input = element("input", {
      ...{ id: `${id}-text-${at}`, maxlength: String(maxLength), required, "aria-describedby": `${id}-error` },
      ...(pattern ? { pattern } : {}),
    });
    return { name, asked, input };
  });
  const consent = element("input", { type: "checkbox", required: true });
  const error = element("p", { class: "error", id: `${id}-error`, role: "alert", hidden: true });
  const submit = element("button", { type: "submit", class: "main" }, texts.submit);
  const close = element("button", { type: "button", class: "close" }, texts.close);
  const again = element("button", { type: "button", class: "main", hidden: true }, texts.again);
  const status = element("p", { class: "status", role: "status" });
  const form = element(
    "form",
    { novalidate: true },
    ...(look.countries.length > 1 ? [element("label", { for: country.id }, texts.country), country] : []),
    element("label", { for: number.id }, texts.number),
    number,
    ...fields.flatMap(({ asked, input }) => [element("label", { for: input.id }, asked), input]),
    element("label", { class: "consent" }, consent, element("span", {}, consentText)),
    error,
    element("div", { class: "row" }, submit),
  );
  const dialog = element(
    "dialog",
    { lang: language, "aria-labelledby": title.id },
    ...[title, form, status, element("div", { class: "row" }, again, close)],
  );
  root.replaceChildren(open, dialog);

  let proof: { at: number; made: Promise<Proof | null> } | null = null;
  let isCalling = false;

  function prove(): Promise<Proof | null> {
    if (!proof || Date.now() - proof.at > PROOF_MS) proof = { at: Date.now(), made: client.prove() };
    const { made } = proof;
    // Who has not sent the form yet need not hear of it.
    made.catch(() => undefined);
    return made;
  }

  open.addEventListener("click", () => {
    dialog.showModal();
    if (look.opens !== null) return tell(closedText(), false);
    if (isCalling) return;
    showForm();
    prove();
  });
  close.addEventListener("click", () => dialog.close());
  again.addEventListener("click", showForm);
  number.addEventListener("input", () => {
    if (number.selectionStart !== number.value.length) return;
    const { format = "" } = look.countries.find((one) => one.country === country.value) ?? {};
    number.value = grouped(number.value, format);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });

  function closedText(): string {
    if (look.opens === null || look.opens === "never") return texts.closed;
    const time = new Date(look.opens).toLocaleString(language, { weekday: "long", hour: "numeric", minute: "2-digit" });
    return filled(texts.closedUntil, { time });
  }

  function showForm(): void {
    form.hidden = false;
    again.hidden = true;
    status.textContent = "";
    fail(null);
    number.focus();
  }

  /** Says how it stands instead of the form. */
  function tell(text: string, isBusy: boolean): void {
    form.hidden = true;
    status.textContent = text;
    status.classList.toggle("busy", isBusy);
  }

  function fail(text: string | null, at?: HTMLElement): void {
    for (const input of [number, consent, ...fields.map((field) => field.input)]) input.removeAttribute("aria-invalid");
    error.hidden = text === null;
    error.textContent = text;
    at?.setAttribute("aria-invalid", "true");
    at?.focus();
  }

  function firstFault(): [string, HTMLElement] | null {
    if (number.value.replace(/\D/g, "").length < 4) return [texts.wrongNumber, number];
    const wrong = fields.find(({ input }) => !input.checkValidity());
    if (wrong) return [filled(texts.wrongField, { field: wrong.asked }), wrong.input];
    return consent.checked ? null : [filled(texts.wrongField, { field: consentText }), consent];
  }

  async function send(): Promise<void> {
    if (isCalling) return;
    const fault = firstFault();
    if (fault) return fail(...fault);
    isCalling = true;
    tell(texts.wait, true);
    close.focus();
    try {
      const token = await request();
      tellProgress({ state: "ringing" });
      const last = await client.follow(token, tellProgress);
      again.hidden = last.state !== "failed";
    } catch (refused) {
      tellRefusal(refused instanceof Refused ? refused : new Refused("offline"));
    } finally {
      isCalling = false;
    }
  }

  async function request(): Promise<string> {
    const asked = {
      ...{ number: number.value, country: country.value, language, consent: consentText },
      texts: Object.fromEntries(fields.map(({ name, input }) => [name, input.value])),
    };
    const solved = await prove().finally(() => {
      proof = null;
    });
    return client.request(asked, solved);
  }

  function tellProgress({ state, why }: Progress): void {
    const isOver = state === "ended" || state === "failed";
    const isBusy = !isOver && state !== "joined";
    tell(texts[(state === "failed" ? why : state) as keyof Texts] ?? texts.failed, isBusy);
  }

  function tellRefusal({ code, seconds }: Refused): void {
    again.hidden = false;
    if (code === "invalid_arguments") {
      form.hidden = false;
      again.hidden = true;
      status.textContent = "";
      return fail(texts.wrongNumber, number);
    }
    if (code === "not_permitted") return tell(texts.notCallable, false);
    if (code === "outside_calling_hours") return tell(texts.closed, false);
    if (seconds !== null) return tell(filled(texts.later, { time: inTime(seconds, language) }), false);
    tell(code === "offline" ? texts.offline : texts.failed, false);
  }
}
