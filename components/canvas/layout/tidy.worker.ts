// ELK answers by itself once it is loaded where there is no document.
import "elkjs/lib/elk-worker.min.js";
