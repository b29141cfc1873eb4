//! The map of the workspace: what each crate may depend on, and who may see which library.
//!
//! Read it from the bottom of the product to the top; an arrow never points upward.

/// A crate and the workspace crates it may depend on.
pub(super) struct Layer {
    pub(super) package: &'static str,
    pub(super) may_use: &'static [&'static str],
}

const fn layer(package: &'static str, may_use: &'static [&'static str]) -> Layer {
    Layer { package, may_use }
}

pub(super) const LAYERS: &[Layer] = &[
    // Plain types and the contract with the outside.
    layer("omnios_model", &[]),
    layer("omnios_protocol", &[]),
    // The engine.
    layer("engine_vector", &["omnios_model"]),
    layer("engine_scene", &["engine_vector", "omnios_model"]),
    layer("engine_text", &["engine_scene", "omnios_model"]),
    layer(
        "engine_layout",
        &["engine_text", "engine_scene", "omnios_model"],
    ),
    layer(
        "engine_paint",
        &[
            "engine_layout",
            "engine_text",
            "engine_scene",
            "engine_vector",
            "omnios_model",
        ],
    ),
    layer(
        "engine_gpu",
        &[
            "engine_paint",
            "engine_layout",
            "engine_text",
            "engine_scene",
            "omnios_model",
        ],
    ),
    layer(
        "engine_interact",
        &["engine_layout", "engine_scene", "omnios_model"],
    ),
    layer("engine_motion", &["omnios_model"]),
    layer("engine_physics", &["omnios_model"]),
    layer(
        "engine",
        &[
            "engine_gpu",
            "engine_interact",
            "engine_layout",
            "engine_motion",
            "engine_paint",
            "engine_physics",
            "engine_scene",
            "engine_text",
            "engine_vector",
            "omnios_model",
        ],
    ),
    // The document and the commands that change it.
    layer("omnios_document", &["omnios_model"]),
    layer(
        "omnios_editor",
        &[
            "omnios_document",
            "omnios_model",
            "omnios_protocol",
            "engine",
        ],
    ),
    // Services: none knows another, and compilers never see the editor, nor of the engine more
    // than the geometry of paths.
    layer("omnios_archive", &["omnios_model"]),
    layer("omnios_assets", &["omnios_model"]),
    layer("omnios_compile", &["engine_vector", "omnios_model"]),
    layer("omnios_compile_html", &["omnios_compile", "omnios_model"]),
    layer("omnios_import", &["omnios_model"]),
    layer("omnios_store", &["omnios_model"]),
    layer("omnios_sync", &["omnios_document", "omnios_model"]),
    // Hosts.
    layer(
        "omnios_host",
        &[
            "omnios_archive",
            "omnios_assets",
            "omnios_compile",
            "omnios_compile_html",
            "omnios_import",
            "omnios_store",
            "omnios_sync",
            "omnios_editor",
            "omnios_document",
            "engine",
            "omnios_model",
            "omnios_protocol",
        ],
    ),
    layer(
        "omnios_bridge",
        &["omnios_assets", "engine", "omnios_model", "omnios_protocol"],
    ),
    layer(
        "omnios_wasm",
        &[
            "omnios_assets",
            "omnios_bridge",
            "omnios_sync",
            "omnios_editor",
            "omnios_document",
            "engine",
            "omnios_model",
            "omnios_protocol",
        ],
    ),
    layer("omnios_server", &["omnios_host", "omnios_protocol"]),
    layer(
        "omnios_cli",
        &["omnios_server", "omnios_host", "omnios_protocol"],
    ),
    layer("omnios-studio", &["omnios_host", "omnios_protocol"]),
    // For developers.
    layer("omnios_testkit", &["omnios_document", "omnios_model"]),
    layer(
        "omnios_bench",
        &[
            "omnios_testkit",
            "omnios_assets",
            "omnios_store",
            "omnios_editor",
            "omnios_document",
            "engine",
            "engine_layout",
            "engine_scene",
            "omnios_model",
            "omnios_protocol",
        ],
    ),
    layer("xtask", &[]),
];

/// What every crate may use in its tests, beside its own layer.
pub(super) const FOR_TESTS: &str = "omnios_testkit";

/// A library that only some crates may depend on, tests included.
pub(super) struct Reserved {
    /// The library's name; a trailing `*` stands for any ending.
    pub(super) library: &'static str,
    pub(super) for_packages: &'static [&'static str],
    pub(super) because: &'static str,
}

pub(super) const RESERVED: &[Reserved] = &[
    Reserved {
        library: "yrs",
        for_packages: &["omnios_document"],
        because: "only omnios_document sees the CRDT",
    },
    Reserved {
        library: "tauri*",
        for_packages: &["omnios-studio"],
        because: "only src-tauri knows Tauri",
    },
    Reserved {
        library: "rusqlite",
        for_packages: &["omnios_store"],
        because: "only omnios_store knows how a project lies on disk",
    },
    Reserved {
        library: "rapier2d",
        for_packages: &["engine_physics"],
        because: "only engine_physics knows the rigid body solver",
    },
    Reserved {
        library: "wgpu",
        for_packages: &["engine_gpu"],
        because: "only engine_gpu talks to graphics cards",
    },
];

/// The UI's one door: what only these files may import.
pub(super) const PLATFORM_FOLDER: &str = "platform";
pub(super) const PLATFORM_ONLY_PACKAGES: &str = "@tauri-apps/";
pub(super) const WASM_FOLDER: &str = "platform/wasm";
