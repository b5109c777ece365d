export { EditorSkeleton as default } from "./_parts/editor-skeleton";
