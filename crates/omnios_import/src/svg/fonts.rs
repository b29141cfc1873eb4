//! The fonts that texts of drawings are outlined in: the bundled ones.

use std::sync::{Arc, OnceLock};

use usvg::fontdb::Database;

/// The family of texts that ask for none.
pub(super) const DEFAULT_FAMILY: &str = "Inter";

const FILES: [&[u8]; 5] = [
    include_bytes!("../../../../assets/fonts/Inter.ttf"),
    include_bytes!("../../../../assets/fonts/Inter-Italic.ttf"),
    include_bytes!("../../../../assets/fonts/Fraunces.ttf"),
    include_bytes!("../../../../assets/fonts/Fraunces-Italic.ttf"),
    include_bytes!("../../../../assets/fonts/JetBrainsMono.ttf"),
];

/// They, read once.
pub(super) fn database() -> Arc<Database> {
    static DATABASE: OnceLock<Arc<Database>> = OnceLock::new();
    let database = DATABASE.get_or_init(|| {
        let mut database = Database::new();
        for file in FILES {
            database.load_font_data(file.to_vec());
        }
        database.set_sans_serif_family("Inter");
        database.set_cursive_family("Inter");
        database.set_fantasy_family("Inter");
        database.set_serif_family("Fraunces");
        database.set_monospace_family("JetBrains Mono");
        Arc::new(database)
    });
    Arc::clone(database)
}
