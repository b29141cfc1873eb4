//! A whole project to a site: what pages share, and links between them.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{ElementId, PageId, PageInfo, Project, Property, Tree};

use crate::asset::asset_files;
use crate::base;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Link, OwnFontUse, Page, Site};
use crate::link::{self, Target};
use crate::name::{ClassNames, class_base};
use crate::page::{self, PageInput, Shared};
use crate::route::page_folder;
use crate::token;

/// A site and what is wrong with its design.
#[derive(Debug, Clone, PartialEq)]
pub struct Compilation {
    /// The site. It is whole whatever the diagnostics say; their messages say what was left out.
    pub site: Site,
    /// Problems, page by page in document order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the pages of `project`, whose elements are in `trees`. A page without a tree, with
/// an impossible route or with the route of an earlier page is left out and reported.
pub fn compile(project: &Project, trees: &BTreeMap<PageId, &Tree>) -> Compilation {
    let mut diagnostics = Vec::new();
    let inputs = reachable_pages(project, trees, &mut diagnostics);
    let anchors = anchors(&inputs);
    let mut shared = Shared {
        names: ClassNames::new(class_bases(&inputs)),
        tags: BTreeSet::new(),
        assets: BTreeSet::new(),
        body_clips: false,
        spare_fonts: BTreeSet::new(),
    };
    let mut pages: Vec<Page> = Vec::new();
    for (index, (info, tree)) in inputs.iter().enumerate() {
        let input = PageInput {
            project,
            info,
            tree,
            index,
            anchors: anchors.get(&info.route).cloned().unwrap_or_default(),
        };
        let (page, mut problems) = page::compile_page(input, &mut shared);
        problems.extend(broken_links(&anchors, &page));
        diagnostics.append(&mut problems);
        pages.push(page);
    }
    let own_fonts: BTreeSet<OwnFontUse> = pages
        .iter()
        .flat_map(|page| page.own_fonts.clone())
        .collect();
    shared
        .assets
        .extend(own_fonts.iter().map(|font| font.asset.clone()));
    let assets = shared
        .assets
        .iter()
        .filter_map(|hash| project.assets.get(hash));
    let classes = shared.names.into_classes();
    let in_pages = pages.iter().flat_map(|page| page.fonts.clone());
    let site = Site {
        name: project.name.clone(),
        base: base::rules(&shared.tags, shared.body_clips),
        assets: asset_files(assets),
        custom_properties: token::custom_properties(&classes, &project.tokens),
        classes,
        fonts: in_pages.chain(shared.spare_fonts).collect(),
        own_fonts,
        pages,
    };
    Compilation { site, diagnostics }
}

type Inputs<'a> = Vec<(&'a PageInfo, &'a Tree)>;

fn reachable_pages<'a>(
    project: &'a Project,
    trees: &BTreeMap<PageId, &'a Tree>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Inputs<'a> {
    let mut inputs: Inputs<'a> = Vec::new();
    let mut taken = BTreeMap::new();
    for info in &project.pages {
        let mut leave_out = |code, message: String, hint: &str| {
            diagnostics.push(Diagnostic {
                code,
                page: info.route.clone(),
                location: None,
                message,
                hint: hint.to_owned(),
            });
        };
        let Some(folder) = page_folder(&info.route) else {
            leave_out(
                Code::InvalidRoute,
                format!(
                    "The page “{}” was left out: no page can be at “{}”.",
                    info.name, info.route
                ),
                "Give it a route such as /about or /work/chairs.",
            );
            continue;
        };
        // Folders that differ in case only are one on many disks.
        let folder = folder.join("/").to_lowercase();
        if let Some(first) = taken.get(&folder) {
            leave_out(
                Code::DuplicateRoute,
                format!(
                    "The page “{}” was left out: “{first}” is at {} already.",
                    info.name, info.route
                ),
                "Give one of the two another route.",
            );
            continue;
        }
        let Some(tree) = trees.get(&info.id).filter(|it| it.contains(it.root())) else {
            leave_out(
                Code::MissingPage,
                format!(
                    "The page “{}” was left out: it has no root element.",
                    info.name
                ),
                "Open the page once in the studio, or delete it.",
            );
            continue;
        };
        if info.description.trim().is_empty() {
            diagnostics.push(Diagnostic {
                code: Code::MissingDescription,
                page: info.route.clone(),
                location: None,
                message: format!("The page “{}” has no description.", info.name),
                hint: "Say in a sentence or two what it offers: search engines show it.".to_owned(),
            });
        }
        taken.insert(folder, info.name.as_str());
        inputs.push((info, tree));
    }
    inputs
}

fn class_bases(inputs: &Inputs<'_>) -> BTreeSet<String> {
    inputs
        .iter()
        .flat_map(|(_, tree)| tree.elements())
        .map(|element| class_base(&element.name, element.kind))
        .collect()
}

/// For the route of every page, the elements that links of the site point to.
type Anchors = BTreeMap<String, BTreeMap<ElementId, String>>;

fn anchors(inputs: &Inputs<'_>) -> Anchors {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (info, tree) in inputs {
        for element in tree.elements() {
            let Target::Link(link) = link::read(element.text_value(Property::Href)) else {
                continue;
            };
            let route = match &link {
                Link::Page { route, .. } => route,
                Link::Here(_) => &info.route,
                Link::External(_) => continue,
            };
            if let Some(fragment) = link::fragment(&link) {
                let of_page = wanted.entry(route.clone()).or_default();
                of_page.insert(fragment.to_owned());
            }
        }
    }
    inputs
        .iter()
        .map(|(info, tree)| {
            let found = wanted
                .get(&info.route)
                .map(|fragments| page::anchors(tree, fragments));
            (info.route.clone(), found.unwrap_or_default())
        })
        .collect()
}

/// Links of a page that lead to routes or places that the site doesn't have.
fn broken_links(anchors: &Anchors, page: &Page) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    page::for_each_node(&page.root, &mut |node| {
        let Some(link) = &node.link else { return };
        let route = match link {
            Link::Page { route, .. } => route.as_str(),
            Link::Here(_) => page.route.as_str(),
            Link::External(_) => return,
        };
        let mut report = |message: String, hint: &str| {
            found.push(Diagnostic {
                code: Code::BrokenLink,
                page: page.route.clone(),
                location: Some(crate::Location {
                    element: node.id,
                    name: node.name.clone(),
                }),
                message,
                hint: hint.to_owned(),
            });
        };
        let Some(places) = anchors.get(route) else {
            report(
                format!("The link leads to {route}, which the site doesn't have."),
                "Link to one of the site's routes, or add the page.",
            );
            return;
        };
        if let Some(fragment) = link::fragment(link)
            && !places.values().any(|it| it == fragment)
        {
            report(
                format!("The link leads to “{fragment}”, and nothing on {route} has that name."),
                "Name the element it should lead to so: #our-team leads to “Our team”.",
            );
        }
    });
    found
}
