//! Page IR to static HTML and CSS files.
