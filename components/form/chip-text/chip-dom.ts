import { classNames } from "@/components/ui/class-names";
import type { Piece } from "./piece";

const SOURCE = "data-source";

/** Inline, not inline-block: browsers cannot place the caret before an inline-block at the start of a line. */
const CHIP = "mx-px select-all rounded-tag box-decoration-clone px-1 py-px font-medium ring-1 ring-inset";
const KNOWN = "bg-accent-wash text-accent-ink ring-accent/35";
const UNKNOWN = "bg-bad-wash text-bad ring-bad/35";

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => ESCAPED[mark] ?? mark);

/** The pieces as HTML for the editable element. All text is escaped. */
export function markupOf(pieces: readonly Piece[]): string {
  return pieces.map(({ source, chip }) => (chip ? chipMarkup(source, chip) : linesMarkup(source))).join("");
}

function chipMarkup(source: string, { label, title, unknown }: NonNullable<Piece["chip"]>): string {
  const look = classNames(CHIP, unknown ? UNKNOWN : KNOWN);
  return `<span contenteditable="false" ${SOURCE}="${escaped(source)}" title="${escaped(title)}" class="${look}">${escaped(label)}</span>`;
}

const linesMarkup = (text: string) => escaped(text).replaceAll(/\r?\n/g, "<br>");

/**
 * The text of an editable element, or of a copied part of one (`whole` = false). Browsers need a line break at the end of an
 * element to show its last line; that one is not part of the text.
 */
export function textIn(root: Node, whole = true): string {
  let text = "";
  const visit = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? "";
    else if (node instanceof Element) {
      const source = node.getAttribute(SOURCE);
      if (source !== null) text += source;
      else if (node.tagName === "BR") text += "\n";
      else {
        if (/^(DIV|P)$/.test(node.tagName) && text !== "" && !text.endsWith("\n")) text += "\n";
        node.childNodes.forEach(visit);
      }
    }
  };
  root.childNodes.forEach(visit);
  const plain = text.replaceAll("\u00a0", " ");
  return whole && plain.endsWith("\n") ? plain.slice(0, -1) : plain;
}

/** Fills the element. After a chip or an empty line at the end, a line break is needed for the caret to be placed there. */
export function fill(root: HTMLElement, pieces: readonly Piece[]): void {
  const last = pieces.at(-1);
  const open = last && (last.chip !== null || last.source.endsWith("\n"));
  root.innerHTML = `${markupOf(pieces)}${open ? "<br>" : ""}`;
}

/** The text node with the caret, and its text before the caret; null if text is selected. */
export function beforeCaret(root: HTMLElement): { node: Text; text: string } | null {
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  if (!selection?.isCollapsed || !(node instanceof Text) || !root.contains(node)) return null;
  return { node, text: node.data.slice(0, selection.anchorOffset) };
}

/** Selects a part of a text node, so that the next insertion replaces it. */
export function selectIn(node: Text, from: number, to: number): void {
  document.getSelection()?.setBaseAndExtent(node, from, node, to);
}

export function caretToEnd(root: HTMLElement): void {
  const open = root.lastChild instanceof HTMLBRElement;
  document.getSelection()?.collapse(root, root.childNodes.length - (open ? 1 : 0));
}

/**
 * Inserts pieces at the caret, replacing the selection. `execCommand` is deprecated but has no replacement: it is the only
 * way that keeps the browser's undo history.
 */
export function putIn(pieces: readonly Piece[]): void {
  document.execCommand("insertHTML", false, markupOf(pieces));
}

/** Moves the caret behind a chip: after an insertion or an undo the browser leaves it inside, where nothing can be typed. */
export function leaveChip(root: HTMLElement): void {
  const selection = document.getSelection();
  const at = selection?.anchorNode;
  const chip = (at instanceof Element ? at : at?.parentElement)?.closest(`[${SOURCE}]`);
  if (!selection || !chip?.parentNode) return;
  root.focus();
  selection.collapse(chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip as ChildNode) + 1);
}

/** Types the opener at the caret (or at the end of the text), which opens the list of offers. */
export function startOffer(root: HTMLElement, opener: string): void {
  const inside = root.contains(document.getSelection()?.anchorNode ?? null);
  root.focus();
  if (!inside) caretToEnd(root);
  document.execCommand("insertText", false, opener);
}
