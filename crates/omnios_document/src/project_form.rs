//! The project's name, pages, assets and design tokens as they lie in the document.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::{
    AssetHash, AssetInfo, OrderKey, PageId, PageInfo, Project, Token, TokenKind, TokenName,
    parse_font_faces, write_font_faces,
};
use yrs::{Any, In, Map, MapRef, Number, Out, ReadTxn};

use crate::schema::{
    Collection, DESCRIPTION, FACES, HEIGHT, KIND, LABEL, MEDIA_TYPE, NAME, ORDER, ROUTE, TITLE,
    VALUE, WIDTH,
};
use crate::step::{Edit, Fields, string};

/// Reads the whole document, and what of it isn't understood, by key.
pub(crate) fn read<T: ReadTxn>(txn: &T) -> (Project, BTreeMap<String, Vec<String>>) {
    let mut project = Project::default();
    let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    if let Some(meta) = Collection::Meta.root(txn) {
        project.name = text(txn, &meta, NAME);
    }
    for (key, value) in entries(txn, Collection::Pages) {
        match read_page(txn, &key, &value) {
            Ok((page, found)) => {
                project.pages.push(page);
                if !found.is_empty() {
                    problems.insert(key, found);
                }
            }
            Err(problem) => {
                problems.insert(key, vec![problem]);
            }
        }
    }
    sort_pages(&mut project);
    for (key, value) in entries(txn, Collection::Assets) {
        match read_asset(txn, &key, &value) {
            Ok((asset, found)) => {
                project.assets.insert(asset.hash.clone(), asset);
                if !found.is_empty() {
                    problems.insert(key, found);
                }
            }
            Err(problem) => {
                problems.insert(key, vec![problem]);
            }
        }
    }
    for (key, value) in entries(txn, Collection::Tokens) {
        match read_token(txn, &key, &value) {
            Ok((name, token)) => project.tokens.insert(name, token),
            Err(problem) => {
                problems.insert(key, vec![problem]);
            }
        }
    }
    (project, problems)
}

/// The order of the page list: by order key, then by id.
pub(crate) fn sort_pages(project: &mut Project) {
    let by = |page: &PageInfo| (page.order.clone(), page.id);
    project.pages.sort_by_cached_key(by);
}

fn entries<T: ReadTxn>(txn: &T, collection: Collection) -> BTreeMap<String, Out> {
    collection.root(txn).map_or_else(BTreeMap::new, |root| {
        let entries = root.iter(txn);
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    })
}

fn read_page<T: ReadTxn>(
    txn: &T,
    key: &str,
    value: &Out,
) -> Result<(PageInfo, Vec<String>), String> {
    let id: PageId = key.parse().map_err(|_| "the key is no page id")?;
    let Out::YMap(entry) = value else {
        return Err("it is no map".to_owned());
    };
    let mut problems = Vec::new();
    let order = OrderKey::parse(&text(txn, entry, ORDER)).unwrap_or_else(|| {
        problems.push("`order` is no order key".to_owned());
        OrderKey::between(None, None)
    });
    let page = PageInfo {
        id,
        name: text(txn, entry, NAME),
        route: text(txn, entry, ROUTE),
        title: text(txn, entry, TITLE),
        description: text(txn, entry, DESCRIPTION),
        order,
    };
    for (key, _) in page_texts(&page) {
        if string(txn, entry, key).is_none() {
            problems.push(format!("`{key}` is missing or no text"));
        }
    }
    Ok((page, problems))
}

fn read_asset<T: ReadTxn>(
    txn: &T,
    key: &str,
    value: &Out,
) -> Result<(AssetInfo, Vec<String>), String> {
    let hash: AssetHash = key.parse().map_err(|_| "the key is no asset hash")?;
    let Out::YMap(entry) = value else {
        return Err("it is no map".to_owned());
    };
    let px = |key| number(txn, entry, key).ok_or_else(|| format!("`{key}` is no number of px"));
    let mut problems = Vec::new();
    let faces = parse_font_faces(&text(txn, entry, FACES)).unwrap_or_else(|| {
        problems.push(format!("`{FACES}` is no list of a font's faces"));
        Vec::new()
    });
    let asset = AssetInfo {
        hash,
        name: text(txn, entry, NAME),
        media_type: text(txn, entry, MEDIA_TYPE),
        width: px(WIDTH)?,
        height: px(HEIGHT)?,
        faces,
    };
    Ok((asset, problems))
}

fn read_token<T: ReadTxn>(txn: &T, key: &str, value: &Out) -> Result<(TokenName, Token), String> {
    let name: TokenName = key.parse().map_err(|_| "the key is no token's name")?;
    let Out::YMap(entry) = value else {
        return Err("it is no map".to_owned());
    };
    let kind = TokenKind::from_name(&text(txn, entry, KIND))
        .ok_or_else(|| format!("`{KIND}` is no known kind of token"))?;
    let mut token = Token::new(kind, text(txn, entry, LABEL), text(txn, entry, VALUE));
    token.description = text(txn, entry, DESCRIPTION);
    for (key, value) in entry.iter(txn) {
        if let (Some(mode), Out::Any(Any::String(text))) = (mode_of(key), value) {
            token.modes.insert(mode.to_owned(), text);
        }
    }
    for text in std::iter::once(&token.value).chain(token.modes.values()) {
        Token::check(kind, text).map_err(|error| error.to_string())?;
    }
    Ok((name, token))
}

/// The mode that a key of a token's entry gives the value for.
fn mode_of(key: &str) -> Option<&str> {
    key.strip_prefix(VALUE)?.strip_prefix('@')
}

fn text<T: ReadTxn>(txn: &T, entry: &MapRef, key: &str) -> String {
    string(txn, entry, key).map_or_else(String::new, |text| text.to_string())
}

fn number<T: ReadTxn>(txn: &T, entry: &MapRef, key: &str) -> Option<u32> {
    match entry.get(txn, key)? {
        Out::Any(Any::Number(Number::Int(number))) => u32::try_from(number).ok(),
        Out::Any(Any::Number(Number::Float(number))) => {
            let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
            whole.then_some(number as u32)
        }
        _ => None,
    }
}

fn page_texts(page: &PageInfo) -> [(&'static str, &str); 5] {
    [
        (DESCRIPTION, &page.description),
        (NAME, &page.name),
        (ORDER, page.order.as_str()),
        (ROUTE, &page.route),
        (TITLE, &page.title),
    ]
}

/// The entry of a page.
pub(crate) fn page_fields(page: &PageInfo) -> Fields {
    let texts = page_texts(page).into_iter();
    texts.map(|(key, text)| (key.into(), text.into())).collect()
}

/// The entry of an asset. Pictures have no faces.
pub(crate) fn asset_fields(asset: &AssetInfo) -> Fields {
    let values: [(&str, In); 4] = [
        (HEIGHT, asset.height.into()),
        (MEDIA_TYPE, asset.media_type.as_str().into()),
        (NAME, asset.name.as_str().into()),
        (WIDTH, asset.width.into()),
    ];
    let faces = (!asset.faces.is_empty()).then(|| (FACES, write_font_faces(&asset.faces).into()));
    let values = values.into_iter().chain(faces);
    values.map(|(key, value)| (key.into(), value)).collect()
}

/// The entry of a design token.
pub(crate) fn token_fields(token: &Token) -> Fields {
    let texts = [
        (DESCRIPTION, token.description.as_str()),
        (KIND, token.kind.as_str()),
        (LABEL, token.label.as_str()),
        (VALUE, &token.value),
    ];
    let modes = token.modes.iter();
    let modes = modes.map(|(mode, value)| (format!("{VALUE}@{mode}").into(), (&**value).into()));
    let texts = texts.into_iter();
    texts
        .map(|(key, text)| (key.into(), text.into()))
        .chain(modes)
        .collect()
}

/// What to write so that the fields `before` become `after`.
pub(crate) fn edit(before: &Fields, after: Fields) -> Edit {
    let mut edit = Edit::default();
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        edit.assign(Arc::clone(key), None);
    }
    for (key, value) in after {
        if before.get(&key) != Some(&value) {
            edit.assign(key, Some(value));
        }
    }
    edit
}
