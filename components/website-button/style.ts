/** Of the shadow root; what the site's own styles cannot reach, and what reaches none of them. */
export const STYLE = `
:host{--accent:#1f4d3d;--on:#fff;--ink:#1a1a1a;--quiet:#555;--ground:#fff;--edge:#767676;--bad:#a4161a;display:inline-block;font:16px/1.45 system-ui,sans-serif;color-scheme:light dark}
@media(prefers-color-scheme:dark){:host{--ink:#f2f2f2;--quiet:#c4c4c4;--ground:#1d1f21;--edge:#909090;--bad:#ffb3ad}}
*{box-sizing:border-box}
[hidden]{display:none!important}
h2,p,label,span,button{unicode-bidi:plaintext}
button,input,select{font:inherit;color:inherit;min-height:2.75rem;max-width:100%}
button{cursor:pointer;border-radius:.5rem;padding:.5rem 1.1rem;border:1px solid transparent;font-weight:600}
.main{background:var(--accent);color:var(--on)}
.close{background:none;border-color:var(--edge);color:var(--ink)}
button[disabled]{cursor:progress;opacity:.7}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 2px var(--ground)}
dialog{border:1px solid var(--edge);border-radius:.75rem;padding:1.25rem;width:min(26rem,calc(100vw - 1rem));max-height:calc(100vh - 1rem);overflow:auto;background:var(--ground);color:var(--ink);text-align:start}
dialog::backdrop{background:#0009}
h2{font-size:1.15rem;margin:0 0 .75rem}
label{display:block;margin-block:.75rem .25rem;font-weight:600}
input:not([type=checkbox]),select{width:100%;border:1px solid var(--edge);border-radius:.5rem;padding:.4rem .6rem;background:var(--ground);color:var(--ink)}
.tel{direction:ltr;text-align:start}
.consent{display:flex;gap:.6rem;align-items:start;font-weight:400}
.consent input{min-height:0;width:1.25rem;height:1.25rem;flex:none;accent-color:var(--accent)}
[aria-invalid=true]{border-color:var(--bad)!important;border-width:2px!important}
.error{color:var(--bad);margin:.75rem 0 0}
.status{font-size:1.15rem;margin:.5rem 0 0;min-height:1.5em}
.row{display:flex;flex-wrap:wrap;gap:.6rem;margin-block-start:1rem}
@media(prefers-reduced-motion:no-preference){.busy::after{content:"";display:inline-block;width:.7em;height:.7em;margin-inline-start:.5em;border:2px solid;border-inline-end-color:transparent;border-radius:50%;animation:turn 1s linear infinite}}
@keyframes turn{to{transform:rotate(1turn)}}
`;

/** Black or white, whichever is read better on the colour (WCAG 2.2, relative luminance). */
export function inkOn(colour: string): "#000" | "#fff" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}
