//! The picture as a file: for documents (SVG, PNG) and for other programs (DOT, GraphML, draw.io).
