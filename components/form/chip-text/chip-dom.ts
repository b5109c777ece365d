import { classNames } from "@/components/ui/class-names";
import type { Piece } from "./piece";

const SOURCE = "data-source";

/** In the line, not a block in it: the caret cannot stand before a block that begins a line. */
const CHIP = "mx-px select-all rounded-tag box-decoration-clone px-1 py-px font-medium ring-1 ring-inset";
const KNOWN = "bg-accent-wash text-accent-ink ring-accent/35";
const UNKNOWN = "bg-bad-wash text-bad ring-bad/35";

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => ESCAPED[mark] ?? mark);

/** Pieces as markup for the editable element. Everything typed is escaped: text is never markup. */
export function markupOf(pieces: readonly Piece[]): string {
  return pieces.map(({ source, chip }) => (chip ? chipMarkup(source, chip) : linesMarkup(source))).join("");
}

function chipMarkup(source: string, { label, title, unknown }: NonNullable<Piece["chip"]>): string {
  const look = classNames(CHIP, unknown ? UNKNOWN : KNOWN);
  return `<span contenteditable="false" ${SOURCE}="${escaped(source)}" title="${escaped(title)}" class="${look}">${escaped(label)}</span>`;
}

const linesMarkup = (text: string) => escaped(text).replaceAll(/\r?\n/g, "<br>");

/**
 * The text that an editable element (or a copied part of one) holds. A line break at the very end of an element only opens
 * its last line, in every browser, and is not part of the text.
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

/** Fills the element; a chip or an empty line at the end needs a line break behind it for the caret to stand there. */
export function fill(root: HTMLElement, pieces: readonly Piece[]): void {
  const last = pieces.at(-1);
  const open = last && (last.chip !== null || last.source.endsWith("\n"));
  root.innerHTML = `${markupOf(pieces)}${open ? "<br>" : ""}`;
}

/** What stands between the start of the caret's own run of text and the caret; null where something is selected. */
export function beforeCaret(root: HTMLElement): { node: Text; text: string } | null {
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  if (!selection?.isCollapsed || !(node instanceof Text) || !root.contains(node)) return null;
  return { node, text: node.data.slice(0, selection.anchorOffset) };
}

/** Selects a part of a run of text, so that what is put in next takes its place. */
export function selectIn(node: Text, from: number, to: number): void {
  document.getSelection()?.setBaseAndExtent(node, from, node, to);
}

export function caretToEnd(root: HTMLElement): void {
  const open = root.lastChild instanceof HTMLBRElement;
  document.getSelection()?.collapse(root, root.childNodes.length - (open ? 1 : 0));
}

/**
 * Puts pieces in at the caret, in place of what is selected. The old editing command is the one way that keeps the
 * browser's own undo whole (there is no replacement for it).
 */
export function putIn(pieces: readonly Piece[]): void {
  document.execCommand("insertHTML", false, markupOf(pieces));
}

/** The browser leaves the caret in a chip that it has just put in or back, where nothing can be typed. */
export function leaveChip(root: HTMLElement): void {
  const selection = document.getSelection();
  const at = selection?.anchorNode;
  const chip = (at instanceof Element ? at : at?.parentElement)?.closest(`[${SOURCE}]`);
  if (!selection || !chip?.parentNode) return;
  root.focus();
  selection.collapse(chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip as ChildNode) + 1);
}

/** Types the opener at the caret, or at the end of a text that has none, as if by hand: its list comes up. */
export function startOffer(root: HTMLElement, opener: string): void {
  const inside = root.contains(document.getSelection()?.anchorNode ?? null);
  root.focus();
  if (!inside) caretToEnd(root);
  document.execCommand("insertText", false, opener);
}
