import type { ApiRequest, Snippet } from "./api-request";
import { curl } from "./curl";
import { httpFile } from "./http-file";
import { javascript } from "./javascript";
import { python } from "./python";

type Language = { id: string; label: string; write: (request: ApiRequest) => Snippet; needs: string };

/** The languages a request is shown in, in the order of their tabs. */
export const LANGUAGES: Language[] = [
  { id: "curl", label: "curl", write: curl, needs: "For a shell, or to be imported by a tool that reads curl." },
  {
    id: "javascript",
    label: "JavaScript",
    write: javascript,
    needs: "For a back end on Node 20 or newer. Never in a browser: the secret would be everybody's.",
  },
  { id: "python", label: "Python", write: python, needs: "Python 3, nothing to install." },
  { id: "http", label: "HTTP file", write: httpFile, needs: "For the REST clients of VS Code and Visual Studio." },
];
