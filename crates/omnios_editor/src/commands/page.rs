//! Pages and the project itself.

use std::collections::BTreeMap;

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, PageId, PageInfo, Place, Project,
    Property, PropertyKey, Tree, Value,
};
use omnios_protocol::args::{
    PageCreate, PageImport, PageMove, PageOnly, PageRename, PageSetMeta, PageSetRoute,
    ProjectRename,
};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::element::copy_subtree;
use crate::edit::{Edit, from_document, refuse};
use crate::properties::{in_order, read_assignments};

type Outcome = Result<CommandOutcome, CommandError>;

pub(crate) fn rename_project(edit: &mut Edit<'_, '_>, args: &ProjectRename) -> Outcome {
    let name = checked_name(&args.name)?;
    edit.tx
        .set_project_name(&name)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

pub(crate) fn create(edit: &mut Edit<'_, '_>, args: &PageCreate) -> Outcome {
    let name = match &args.name {
        Some(name) => checked_name(name)?,
        None => "Page".to_owned(),
    };
    let project = edit.tx.project();
    let route = match &args.route {
        Some(route) => checked_route(project, route, None)?,
        None => free_route(project, &route_of_name(&name)),
    };
    let id = edit.ids.page();
    let order = OrderKey::between(project.pages.last().map(|page| &page.order), None);
    let mut root = root_element(id);
    for (name, text) in in_order(&args.properties) {
        for (key, value) in read_assignments(project, name, Some(text), Breakpoint::Desktop)? {
            check_applies(&root, key.property)?;
            root.properties.extend(value.map(|value| (key, value)));
        }
    }
    let info = PageInfo {
        id,
        name,
        route,
        title: args.title.clone().unwrap_or_default(),
        description: args.description.clone().unwrap_or_default(),
        order,
    };
    edit.tx
        .insert_page(info, root)
        .map_err(|error| from_document(&error))?;
    Ok(created(id.to_string()))
}

/// Pages that were made elsewhere, after those that there are.
pub(crate) fn import(edit: &mut Edit<'_, '_>, args: &PageImport) -> Outcome {
    let mut outcome = CommandOutcome::default();
    for asset in &args.assets {
        super::asset::add(edit, asset)?;
    }
    let renamed = super::token::import(edit, &args.tokens, args.pages.is_empty())?;
    for content in &args.pages {
        let content = &renamed.in_page(content);
        let route = match edit
            .tx
            .project()
            .page_at(&content.route)
            .map(|page| page.id)
        {
            Some(page) if is_blank(edit, page) => {
                edit.tx
                    .remove_page(page)
                    .map_err(|error| from_document(&error))?;
                content.route.clone()
            }
            _ => free_route(edit.tx.project(), &content.route),
        };
        let id = edit.ids.page();
        let project = edit.tx.project();
        let info = PageInfo {
            id,
            name: checked_name(&content.name)?,
            route: checked_route(project, &route, None)?,
            title: content.title.clone(),
            description: content.description.clone(),
            order: OrderKey::between(project.pages.last().map(|page| &page.order), None),
        };
        let mut root = root_element(id);
        let properties = read_properties(project, ElementKind::Frame, &content.properties)?;
        root.properties = properties.into();
        let parent = root.id;
        edit.tx
            .insert_page(info, root)
            .map_err(|error| from_document(&error))?;
        super::clipboard::insert(edit, id, parent, usize::MAX, &content.elements, &[])?;
        outcome.created.push(id.to_string());
    }
    Ok(outcome)
}

/// Whether nothing has been put on the page.
fn is_blank(edit: &Edit<'_, '_>, page: PageId) -> bool {
    edit.tree(page).is_ok_and(|tree| tree.len() <= 1)
}

/// A page as a new project has it.
pub(crate) fn blank_page(id: PageId) -> (PageInfo, Element) {
    let info = PageInfo {
        id,
        name: "Home".to_owned(),
        route: "/".to_owned(),
        title: String::new(),
        description: String::new(),
        order: OrderKey::between(None, None),
    };
    (info, root_element(id))
}

/// A new page's root: white, and as high as a screen, so that there is something to draw on.
pub(crate) fn root_element(page: PageId) -> Element {
    let value = |property: Property, text: &str| {
        let value = Value::parse(property, text).ok();
        value.map(|value| (PropertyKey::base(property), value))
    };
    Element {
        id: Tree::root_id(page),
        kind: ElementKind::Frame,
        name: "Page".to_owned(),
        place: Place {
            parent: None,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: [
            value(Property::Background, "#ffffff"),
            value(Property::MinHeight, "900px"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        text: String::new(),
        runs: omnios_model::TextRuns::default(),
    }
}

pub(crate) fn rename(edit: &mut Edit<'_, '_>, args: &PageRename) -> Outcome {
    let name = args.name.as_deref().unwrap_or_default();
    let name = checked_name(name)?;
    change(edit, args.page.as_ref(), |page| page.name = name)
}

pub(crate) fn set_route(edit: &mut Edit<'_, '_>, args: &PageSetRoute) -> Outcome {
    let page = edit.page(args.page.as_ref())?;
    let route = args.route.as_deref().unwrap_or_default();
    let route = checked_route(edit.tx.project(), route, Some(page))?;
    change(edit, args.page.as_ref(), |page| page.route = route)
}

pub(crate) fn set_meta(edit: &mut Edit<'_, '_>, args: &PageSetMeta) -> Outcome {
    for text in args.title.iter().chain(&args.description) {
        if text.chars().any(char::is_control) || text.len() > 2_000 {
            return Err(refuse(
                ErrorCode::InvalidValue,
                "titles and descriptions are one line of at most 2,000 bytes",
            ));
        }
    }
    change(edit, args.page.as_ref(), |page| {
        if let Some(title) = &args.title {
            page.title.clone_from(title);
        }
        if let Some(description) = &args.description {
            page.description.clone_from(description);
        }
    })
}

pub(crate) fn duplicate(edit: &mut Edit<'_, '_>, args: &PageOnly) -> Outcome {
    let source = edit.page(args.page.as_ref())?;
    let project = edit.tx.project();
    let info = page_info(project, source)?;
    let at = project.pages.iter().position(|page| page.id == source);
    let next = at.and_then(|at| project.pages.get(at + 1));
    let copy = PageInfo {
        name: format!("{} copy", info.name),
        route: free_route(
            project,
            &format!("{}-copy", info.route.trim_end_matches('/')),
        ),
        order: OrderKey::between(Some(&info.order), next.map(|page| &page.order)),
        id: edit.ids.page(),
        ..info
    };
    let page = copy.id;
    let tree = edit.tree(source)?.clone();
    let mut root = root_element(page);
    if let Some(original) = tree.get(tree.root()) {
        root.name.clone_from(&original.name);
        root.properties.clone_from(&original.properties);
    }
    let new_root = root.id;
    edit.tx
        .insert_page(copy, root)
        .map_err(|error| from_document(&error))?;
    let children: Vec<ElementId> = tree.children(tree.root()).to_vec();
    for child in children {
        let order = tree.get(child).map(|it| it.place.order.clone());
        let order = order.unwrap_or_else(|| OrderKey::between(None, None));
        copy_subtree(edit, &tree, child, page, new_root, order)?;
    }
    Ok(created(page.to_string()))
}

pub(crate) fn delete(edit: &mut Edit<'_, '_>, args: &PageOnly) -> Outcome {
    let page = edit.page(args.page.as_ref())?;
    if edit.tx.project().pages.len() == 1 {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "this is the project's only page. Add another one before you delete it",
        ));
    }
    edit.tx
        .remove_page(page)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

pub(crate) fn move_in_list(edit: &mut Edit<'_, '_>, args: &PageMove) -> Outcome {
    let id = edit.page(args.page.as_ref())?;
    let others: Vec<OrderKey> = edit
        .tx
        .project()
        .pages
        .iter()
        .filter(|page| page.id != id)
        .map(|page| page.order.clone())
        .collect();
    let index = args.index.min(others.len());
    let low = index.checked_sub(1).and_then(|before| others.get(before));
    let order = OrderKey::between(low, others.get(index));
    change(edit, args.page.as_ref(), |page| page.order = order)
}

fn change(
    edit: &mut Edit<'_, '_>,
    reference: Option<&omnios_protocol::PageRef>,
    change: impl FnOnce(&mut PageInfo),
) -> Outcome {
    let id = edit.page(reference)?;
    let mut info = page_info(edit.tx.project(), id)?;
    change(&mut info);
    edit.tx
        .update_page(info)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

fn page_info(project: &Project, id: PageId) -> Result<PageInfo, CommandError> {
    project
        .page(id)
        .cloned()
        .ok_or_else(|| refuse(ErrorCode::UnknownPage, format!("there is no page {id}")))
}

/// A name without surrounding space: one line, not empty, at most 200 characters.
pub(crate) fn checked_name(name: &str) -> Result<String, CommandError> {
    let name = name.trim();
    let fits =
        !name.is_empty() && name.chars().count() <= 200 && !name.chars().any(char::is_control);
    if fits {
        Ok(name.to_owned())
    } else {
        Err(refuse(
            ErrorCode::InvalidValue,
            "a name is one line of 1 to 200 characters",
        ))
    }
}

fn checked_route(
    project: &Project,
    route: &str,
    own: Option<PageId>,
) -> Result<String, CommandError> {
    let route = route.trim();
    let segments_fit = route.split('/').skip(1).all(|segment| {
        !segment.is_empty()
            && segment != "."
            && segment != ".."
            && segment
                .chars()
                .all(|letter| letter.is_alphanumeric() || "-_.~".contains(letter))
    });
    if route != "/" && !(route.starts_with('/') && segments_fit && route.len() <= 200) {
        return Err(refuse(
            ErrorCode::InvalidValue,
            format!(
                "“{route}” is no route. Give / or /name, with letters, digits, - and _ between the slashes"
            ),
        ));
    }
    match project.page_at(route) {
        Some(page) if Some(page.id) != own => Err(refuse(
            ErrorCode::InvalidValue,
            format!(
                "the page “{}” has the route {route} already. Choose another",
                page.name
            ),
        )),
        _ => Ok(route.to_owned()),
    }
}

fn route_of_name(name: &str) -> String {
    let mut route = String::from("/");
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            route.push(letter);
        } else if !route.ends_with(['/', '-']) {
            route.push('-');
        }
    }
    let trimmed = route.trim_end_matches('-');
    if trimmed == "/" {
        "/page".to_owned()
    } else {
        trimmed.to_owned()
    }
}

fn free_route(project: &Project, wanted: &str) -> String {
    if project.page_at(wanted).is_none() {
        return wanted.to_owned();
    }
    (2..)
        .map(|number| format!("{wanted}-{number}"))
        .find(|route| project.page_at(route).is_none())
        .unwrap_or_else(|| wanted.to_owned())
}

fn check_applies(element: &Element, property: Property) -> Result<(), CommandError> {
    if property.applies_to(element.kind) {
        return Ok(());
    }
    Err(refuse(
        ErrorCode::NotApplicable,
        format!("a {} has no {}", element.kind, property.name()),
    ))
}

pub(super) fn created(id: String) -> CommandOutcome {
    CommandOutcome {
        created: vec![id],
        ..CommandOutcome::default()
    }
}

/// Base properties from the texts of a command, checked against the element's kind.
pub(super) fn read_properties(
    project: &Project,
    kind: ElementKind,
    texts: &BTreeMap<String, String>,
) -> Result<BTreeMap<PropertyKey, Value>, CommandError> {
    let mut properties = BTreeMap::new();
    for (name, text) in in_order(texts) {
        for (key, value) in read_assignments(project, name, Some(text), Breakpoint::Desktop)? {
            if !key.property.applies_to(kind) {
                return Err(refuse(
                    ErrorCode::NotApplicable,
                    format!("a {kind} has no {}", key.property.name()),
                ));
            }
            properties.extend(value.map(|value| (key, value)));
        }
    }
    Ok(properties)
}
