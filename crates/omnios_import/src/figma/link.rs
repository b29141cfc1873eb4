//! Links: of prototypes and of texts.

use std::collections::BTreeMap;

use omnios_model::{ElementKind, Property};

use super::file::FigmaFile;
use super::importer::Importer;
use super::json::Item;
use super::node::Node;
use crate::{ImportedElement, Loss};

/// Where nodes lead.
pub(crate) struct Links<'a> {
    file: &'a FigmaFile<'a>,
    /// The routes of the file's pages.
    routes: Vec<String>,
}

impl<'a> Links<'a> {
    pub(crate) fn new(file: &'a FigmaFile<'a>, routes: Vec<String>) -> Self {
        Self { file, routes }
    }

    /// The route of the page that a node is on.
    fn route_of(&self, id: &str) -> Option<&str> {
        let page = self.file.page_of(id)?;
        self.routes.get(page).map(String::as_str)
    }
}

/// Triggers that a link answers.
const PRESSES: [&str; 4] = ["ON_CLICK", "ON_PRESS", "MOUSE_DOWN", "MOUSE_UP"];

impl<'a> Importer<'a, '_> {
    /// Makes a node that leads somewhere a link.
    pub(crate) fn link(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let mut target = None;
        let interactions = node.0.get("interactions");
        for interaction in interactions.items() {
            let trigger = interaction.get("trigger").get("type").text().unwrap_or("");
            for action in interaction
                .get("actions")
                .items()
                .filter(|it| !it.is_null())
            {
                target = target.or(self.target_of(trigger, action));
            }
        }
        let transition = node.0.get("transitionNodeID").text();
        if let (None, 0, Some(id)) = (&target, interactions.items().len(), transition) {
            target = self.node_target(id);
        }
        let Some(target) = target else { return };
        if !matches!(element.kind, ElementKind::Frame | ElementKind::Text) {
            self.note(
                Loss::LeftOut,
                format!("leads to {target}; only frames and texts can be links"),
            );
            return;
        }
        self.set_link(element, &target);
    }

    fn set_link(&mut self, element: &mut ImportedElement, target: &str) {
        element.set_text(Property::Href, target);
        let key = omnios_model::PropertyKey::base(Property::Href);
        if !element.properties.contains_key(&key) {
            self.note(
                Loss::LeftOut,
                format!("leads to {target}, which no link of a web page may"),
            );
        }
    }

    /// Where an action leads. What isn't a link is told.
    fn target_of(&mut self, trigger: &str, action: Item<'a>) -> Option<String> {
        let kind = action.get("type").text().unwrap_or("");
        if !PRESSES.contains(&trigger) && !trigger.is_empty() {
            let when = trigger.to_lowercase().replace('_', " ");
            self.note(
                Loss::LeftOut,
                format!("does something on the event “{when}”, which was left out"),
            );
            return None;
        }
        match kind {
            "URL" => action.get("url").text().map(str::to_owned),
            "NODE" => {
                let navigation = action.get("navigation").text().unwrap_or("NAVIGATE");
                let id = action.get("destinationId").text();
                let Some(id) = id.filter(|_| matches!(navigation, "NAVIGATE" | "SCROLL_TO")) else {
                    let what = navigation.to_lowercase().replace('_', " ");
                    self.note(
                        Loss::LeftOut,
                        format!("has a prototype action of the kind {what}, which was left out"),
                    );
                    return None;
                };
                self.node_target(id)
            }
            other => {
                let what = other.to_lowercase().replace('_', " ");
                self.note(
                    Loss::LeftOut,
                    format!("has a prototype action of the kind {what}, which was left out"),
                );
                None
            }
        }
    }

    /// The page that a node is on.
    pub(crate) fn node_target(&mut self, id: &str) -> Option<String> {
        let links = self.links;
        let Some(route) = links.route_of(id) else {
            self.note(
                Loss::LeftOut,
                format!("leads to the node {id}, which isn't in the file"),
            );
            return None;
        };
        self.note(
            Loss::Approximated,
            format!("leads to the node {id}; the link leads to its page {route}"),
        );
        Some(route.to_owned())
    }

    /// Where a text's link leads.
    pub(crate) fn text_target(&mut self, style: Item<'a>) -> Option<String> {
        let link = style.get("hyperlink");
        match link.get("type").text()? {
            "URL" => link.get("url").text().map(str::to_owned),
            _ => self.node_target(link.get("nodeID").text()?),
        }
    }
}

/// The routes of pages by their names: the first is the start page.
pub(crate) fn routes(names: &[&str], taken: &mut BTreeMap<String, usize>) -> Vec<String> {
    let mut routes = Vec::with_capacity(names.len());
    for name in names {
        let base = match crate::html::names::slug(name).as_str() {
            _ if taken.is_empty() => "/".to_owned(),
            "" => "/page".to_owned(),
            slug => format!("/{slug}"),
        };
        let mut route = base.clone();
        let mut number = 2;
        while taken.contains_key(&route) {
            route = format!("{base}-{number}");
            number += 1;
        }
        taken.insert(route.clone(), taken.len());
        routes.push(route);
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_is_the_start_page_and_no_two_share_a_route() {
        let mut taken = BTreeMap::new();
        assert_eq!(
            routes(&["Cover", "About us", "about-us", "🎨"], &mut taken),
            ["/", "/about-us", "/about-us-2", "/page"]
        );
        assert_eq!(routes(&["Cover"], &mut taken), ["/cover"]);
    }
}
