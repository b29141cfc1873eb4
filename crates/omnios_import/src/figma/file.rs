//! A Figma file as the REST API answers it: `GET /v1/files/:key` or `GET /v1/files/:key/nodes`.

use std::collections::BTreeMap;

use super::json::{Item, Json};
use super::node::{Kind, Node};

/// A component, or a set of variants.
#[derive(Debug, Clone, Default)]
struct Component {
    name: String,
    set: Option<String>,
}

/// A named style.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// With `/` between its groups.
    pub(crate) name: String,
    pub(crate) description: String,
}

/// What the file is.
pub(crate) enum Content<'a> {
    /// Pages of a whole file.
    Pages(Vec<Node<'a>>),
    /// Nodes that were asked for one by one.
    Nodes(Vec<Node<'a>>),
}

/// A file with its tables.
pub(crate) struct FigmaFile<'a> {
    root: Item<'a>,
    /// How many nodes take values from variables.
    variable_users: usize,
    components: BTreeMap<&'a str, Component>,
    sets: BTreeMap<&'a str, String>,
    styles: BTreeMap<&'a str, Style>,
    /// Which page a node is on, by its id.
    pages: BTreeMap<&'a str, usize>,
}

/// How far into a file it is looked for the words that a Figma file has.
const HEAD_BYTES: usize = 1 << 20;

/// Whether a file looks like Figma's JSON. Only its beginning is looked at, so that one that was
/// cut off still counts.
pub(crate) fn looks_like_figma(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head = String::from_utf8_lossy(head);
    let is_map = head.trim_start().starts_with('{');
    let says = |word: &str| head.contains(word);
    is_map
        && says("\"document\"")
        && (says("\"nodes\"") || says("\"children\"") || says("\"DOCUMENT\""))
}

impl<'a> FigmaFile<'a> {
    /// Reads the tables. `None` where it is some other JSON.
    pub(crate) fn read(json: &'a Json<'a>) -> Option<Self> {
        let root = json.root();
        let mut file = Self {
            root,
            components: BTreeMap::new(),
            sets: BTreeMap::new(),
            styles: BTreeMap::new(),
            pages: BTreeMap::new(),
            variable_users: 0,
        };
        if !file.document().0.is_map() && !root.get("nodes").is_map() {
            return None;
        }
        file.read_tables(root);
        for (_, entry) in root.get("nodes").entries() {
            file.read_tables(entry);
        }
        match file.content() {
            Content::Pages(pages) => {
                for (index, page) in pages.into_iter().enumerate() {
                    file.read_nodes(page, index);
                }
            }
            Content::Nodes(nodes) => {
                for node in nodes {
                    file.read_nodes(node, 0);
                }
            }
        }
        Some(file)
    }

    fn read_tables(&mut self, item: Item<'a>) {
        let text = |item: Item<'a>, key: &str| item.get(key).text().unwrap_or("").to_owned();
        for (id, component) in item.get("components").entries() {
            let set = component.get("componentSetId").text().map(str::to_owned);
            let name = text(component, "name");
            self.components.insert(id, Component { name, set });
        }
        for (id, set) in item.get("componentSets").entries() {
            self.sets.insert(id, text(set, "name"));
        }
        for (id, style) in item.get("styles").entries() {
            let name = text(style, "name");
            let description = text(style, "description");
            self.styles.insert(id, Style { name, description });
        }
    }

    /// Goes through the nodes of a page: where they are, and which components lie in sets.
    fn read_nodes(&mut self, top: Node<'a>, page: usize) {
        let mut open = vec![(top, None)];
        while let Some((node, set)) = open.pop() {
            self.pages.insert(node.id(), page);
            let variables = node.0.get("boundVariables").entries().next();
            self.variable_users += usize::from(variables.is_some());
            let own_set = match node.kind() {
                Kind::ComponentSet => {
                    self.sets
                        .entry(node.id())
                        .or_insert_with(|| node.name().to_owned());
                    Some(node.id())
                }
                _ => None,
            };
            if node.kind() == Kind::Component {
                let component = self.components.entry(node.id()).or_default();
                if component.name.is_empty() {
                    component.name = node.name().to_owned();
                }
                if component.set.is_none() {
                    component.set = set.map(str::to_owned);
                }
            }
            open.extend(node.children().map(|child| (child, own_set)));
        }
    }

    /// The whole document; `null` in an answer with single nodes.
    fn document(&self) -> Node<'a> {
        let is_document = self.root.get("type").text().is_some();
        Node(if is_document {
            self.root
        } else {
            self.root.get("document")
        })
    }

    /// Its pages, or the nodes that it answers with.
    pub(crate) fn content(&self) -> Content<'a> {
        let document = self.document();
        let is_page = |node: &Node<'_>| node.type_name() == "CANVAS";
        if document.type_name() == "DOCUMENT" && document.children().all(|it| is_page(&it)) {
            return Content::Pages(document.children().collect());
        }
        if is_page(&document) {
            return Content::Pages(vec![document]);
        }
        if document.type_name() == "DOCUMENT" {
            return Content::Nodes(document.children().collect());
        }
        if document.0.is_map() {
            return Content::Nodes(vec![document]);
        }
        let entries = self.root.get("nodes").entries();
        let nodes = entries.map(|(_, entry)| Node(entry.get("document")));
        Content::Nodes(nodes.filter(|node| node.0.is_map()).collect())
    }

    /// Ids that were asked for and that the file hasn't.
    pub(crate) fn missing_nodes(&self) -> Vec<&'a str> {
        let entries = self.root.get("nodes").entries();
        let missing = entries.filter(|(_, entry)| entry.is_null());
        missing.map(|(id, _)| id).collect()
    }

    /// How many nodes take values from variables.
    pub(crate) fn variable_users(&self) -> usize {
        self.variable_users
    }

    /// How the file is called.
    pub(crate) fn name(&self) -> &'a str {
        self.root.get("name").text().unwrap_or("")
    }

    /// A component's name after its set's: `Button/Size=Large, State=Hover`.
    pub(crate) fn component_path(&self, id: &str) -> Option<String> {
        let component = self.components.get(id)?;
        let set = component.set.as_deref().and_then(|set| self.sets.get(set));
        Some(match set {
            Some(set) => format!("{set}/{}", component.name),
            None => component.name.clone(),
        })
    }

    /// The style of that id.
    pub(crate) fn style(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    /// On which page a node is.
    pub(crate) fn page_of(&self, id: &str) -> Option<usize> {
        self.pages.get(id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figma_files_are_known_by_what_they_hold() {
        assert!(looks_like_figma(
            b"\xEF\xBB\xBF {\"document\": {\"id\": \"0:0\", \"type\": \"DOCUMENT\""
        ));
        assert!(looks_like_figma(
            br#"{"name":"x","nodes":{"1:2":{"document":{}}}}"#
        ));
        assert!(!looks_like_figma(br#"{"color":{"$value":"red"}}"#));
        assert!(!looks_like_figma(b"<p>\"document\" \"children\""));
    }

    #[test]
    fn variants_are_named_after_their_set() {
        let text = r#"{"document":{"children":[{"type":"CANVAS","id":"0:1","children":[
            {"type":"COMPONENT_SET","id":"1:1","name":"Button","children":[
                {"type":"COMPONENT","id":"1:2","name":"Size=Large"}]},
            {"type":"COMPONENT","id":"1:3","name":"Logo"}]}]},
            "components":{"9:9":{"name":"Kind=A","componentSetId":"9:1"}},
            "componentSets":{"9:1":{"name":"Far"}}}"#;
        let json = Json::parse(text).unwrap();
        let file = FigmaFile::read(&json).unwrap();
        let path = |id: &str| file.component_path(id);
        assert_eq!(path("1:2").as_deref(), Some("Button/Size=Large"));
        assert_eq!(path("1:3").as_deref(), Some("Logo"));
        assert_eq!(path("9:9").as_deref(), Some("Far/Kind=A"));
        assert_eq!(path("7:7"), None);
        assert_eq!(file.page_of("1:2"), Some(0));
    }
}
