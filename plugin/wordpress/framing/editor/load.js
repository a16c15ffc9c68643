/* The only classic script: WordPress loads it after its own packages, and it imports the modules. */
import( window.framingEditor.modules + 'index.js' );
