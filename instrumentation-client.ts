// Next's own hook for what a browser runs before any page's code, and so before a schema is made.
import "./components/form/no-eval";
