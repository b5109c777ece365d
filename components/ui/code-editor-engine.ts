import { indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { basicSetup } from "codemirror";

export type Engine = {
  /** Replaces the text, unless it is what the editor holds already. */
  setText: (text: string) => void;
  /** Marks a line as wrong; null removes the mark. */
  mark: (line: number | null) => void;
  goTo: (line: number, column: number) => void;
  setAttributes: (attributes: Attributes) => void;
  destroy: () => void;
};

export type Attributes = Record<string, string>;

/** All colours are design tokens, so that the editor follows the theme without code. */
const look = EditorView.theme({
  "&": { height: "100%", fontSize: "var(--text-label)", backgroundColor: "var(--panel)", color: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--well)", color: "var(--quiet)", borderRightColor: "var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklch, var(--accent) 28%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-wash)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-wash)", outline: "1px solid var(--edge)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--well)", borderColor: "var(--line)", color: "var(--quiet)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--float)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panels button, .cm-panels input": { backgroundImage: "none", backgroundColor: "var(--panel)", color: "inherit" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-wrong, .cm-wrong.cm-activeLine": { backgroundColor: "var(--bad-wash)", boxShadow: "inset 3px 0 var(--bad)" },
  ".tok-keyword, .tok-bool": { color: "var(--voice)" },
  ".tok-string, .tok-string2": { color: "var(--good)" },
  ".tok-number": { color: "var(--logic)" },
  ".tok-comment": { color: "var(--quiet)", fontStyle: "italic" },
  ".tok-definition, .tok-propertyName": { color: "var(--data)" },
  ".tok-typeName, .tok-className": { color: "var(--live)" },
});

const setWrong = StateEffect.define<number | null>();
const wrongLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setWrong)) return markOf(transaction.state, effect.value);
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function markOf(state: EditorState, line: number | null): DecorationSet {
  if (line === null || line < 1 || line > state.doc.lines) return Decoration.none;
  return Decoration.set([Decoration.line({ class: "cm-wrong" }).range(state.doc.line(line).from)]);
}

/** A JavaScript editor in `parent`. Tab indents; Escape, then Tab, leaves it. */
export function startEditor(
  parent: HTMLElement,
  { text, attributes, onChange }: { text: string; attributes: Attributes; onChange: (text: string) => void },
): Engine {
  const attributesOf = new Compartment();
  let current = text;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        basicSetup,
        keymap.of([indentWithTab]),
        javascript(),
        syntaxHighlighting(classHighlighter),
        look,
        wrongLine,
        EditorView.lineWrapping,
        attributesOf.of(EditorView.contentAttributes.of(attributes)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          current = update.state.doc.toString();
          onChange(current);
        }),
      ],
    }),
  });
  return {
    setText(next) {
      if (next === current) return;
      current = next;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark: (line) => view.dispatch({ effects: setWrong.of(line) }),
    goTo(line, column) {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const anchor = Math.min(at.to, at.from + Math.max(0, column - 1));
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    setAttributes: (next) =>
      view.dispatch({ effects: attributesOf.reconfigure(EditorView.contentAttributes.of(next)) }),
    destroy: () => view.destroy(),
  };
}
