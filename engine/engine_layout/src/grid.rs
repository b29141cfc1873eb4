//! Grids as taffy wants them: tracks, names of lines, areas, places of items.

use omnios_model::{
    GridAreas, GridAutoFlow, GridLine, GridLines, Length, RepeatCount, Style, TrackBreadth,
    TrackList, TrackPart, TrackSize,
};
use taffy::{
    GridPlacement, GridTemplateArea, GridTemplateComponent, GridTemplateRepetition, Line,
    MaxTrackSizingFunction, MinMax, MinTrackSizingFunction, RepetitionCount, TrackSizingFunction,
};

use crate::calc::CalcTable;

/// What the element says as a grid.
pub(crate) fn container(style: &Style, result: &mut taffy::Style, calcs: &mut CalcTable) {
    let Some(grid) = style.grid.as_deref() else {
        return;
    };
    let columns = template(&grid.template_columns, calcs);
    (
        result.grid_template_columns,
        result.grid_template_column_names,
    ) = columns;
    let rows = template(&grid.template_rows, calcs);
    (result.grid_template_rows, result.grid_template_row_names) = rows;
    result.grid_template_areas = areas(&grid.template_areas);
    result.grid_auto_columns = tracks(&grid.auto_columns, calcs);
    result.grid_auto_rows = tracks(&grid.auto_rows, calcs);
    result.grid_auto_flow = match style.grid_auto_flow {
        GridAutoFlow::Row => taffy::GridAutoFlow::Row,
        GridAutoFlow::Column => taffy::GridAutoFlow::Column,
        GridAutoFlow::RowDense => taffy::GridAutoFlow::RowDense,
        GridAutoFlow::ColumnDense => taffy::GridAutoFlow::ColumnDense,
    };
}

/// Where the element stands as an item of a grid.
pub(crate) fn item(style: &Style, result: &mut taffy::Style) {
    if let Some(lines) = &style.grid_column {
        result.grid_column = placement(lines);
    }
    if let Some(lines) = &style.grid_row {
        result.grid_row = placement(lines);
    }
}

type Template = (Vec<GridTemplateComponent<String>>, Vec<Vec<String>>);

/// The tracks, and the names of each line between them.
fn template(list: &TrackList, calcs: &mut CalcTable) -> Template {
    let mut components = Vec::new();
    let mut names: Vec<Vec<String>> = vec![Vec::new()];
    let mut has_names = false;
    for part in &list.parts {
        match part {
            TrackPart::Names(here) => {
                has_names = true;
                add_names(&mut names, here);
            }
            TrackPart::Track(size) => {
                components.push(GridTemplateComponent::Single(track(*size, calcs)));
                names.push(Vec::new());
            }
            TrackPart::Repeat(count, parts) => {
                let mut sizes = Vec::new();
                let mut inner: Vec<Vec<String>> = vec![Vec::new()];
                for part in parts {
                    match part {
                        TrackPart::Names(here) => {
                            has_names = true;
                            add_names(&mut inner, here);
                        }
                        TrackPart::Track(size) => {
                            sizes.push(track(*size, calcs));
                            inner.push(Vec::new());
                        }
                        TrackPart::Repeat(..) => {}
                    }
                }
                components.push(GridTemplateComponent::Repeat(GridTemplateRepetition {
                    count: match count {
                        RepeatCount::Times(times) => RepetitionCount::Count(*times),
                        RepeatCount::AutoFill => RepetitionCount::AutoFill,
                        RepeatCount::AutoFit => RepetitionCount::AutoFit,
                    },
                    tracks: sizes,
                    line_names: inner,
                }));
                names.push(Vec::new());
            }
        }
    }
    (components, if has_names { names } else { Vec::new() })
}

fn add_names(lines: &mut [Vec<String>], names: &[std::sync::Arc<str>]) {
    if let Some(line) = lines.last_mut() {
        line.extend(names.iter().map(ToString::to_string));
    }
}

fn tracks(list: &TrackList, calcs: &mut CalcTable) -> Vec<TrackSizingFunction> {
    list.parts
        .iter()
        .filter_map(|part| match part {
            TrackPart::Track(size) => Some(track(*size, calcs)),
            _ => None,
        })
        .collect()
}

fn track(size: TrackSize, calcs: &mut CalcTable) -> TrackSizingFunction {
    match size {
        TrackSize::Breadth(breadth) => MinMax {
            min: at_least(breadth, calcs),
            max: at_most(breadth, calcs),
        },
        TrackSize::Between(min, max) => MinMax {
            min: at_least(min, calcs),
            max: at_most(max, calcs),
        },
        TrackSize::FitContent(limit) => MinMax {
            min: MinTrackSizingFunction::auto(),
            max: match limit {
                Length::Px(px) => MaxTrackSizingFunction::fit_content_px(px),
                Length::Percent(percent) => {
                    MaxTrackSizingFunction::fit_content_percent(percent / 100.0)
                }
                Length::Calc { px, percent } => {
                    MaxTrackSizingFunction::fit_content_calc(calcs.handle(percent / 100.0, px))
                }
                _ => MaxTrackSizingFunction::auto(),
            },
        },
    }
}

fn at_least(breadth: TrackBreadth, calcs: &mut CalcTable) -> MinTrackSizingFunction {
    match breadth {
        TrackBreadth::Fraction(_) | TrackBreadth::Length(Length::Auto | Length::FitContent) => {
            MinTrackSizingFunction::auto()
        }
        TrackBreadth::Length(Length::Px(px)) => MinTrackSizingFunction::length(px),
        TrackBreadth::Length(Length::Percent(percent)) => {
            MinTrackSizingFunction::percent(percent / 100.0)
        }
        TrackBreadth::Length(Length::Calc { px, percent }) => {
            MinTrackSizingFunction::calc(calcs.handle(percent / 100.0, px))
        }
        TrackBreadth::Length(Length::MinContent) => MinTrackSizingFunction::min_content(),
        TrackBreadth::Length(Length::MaxContent) => MinTrackSizingFunction::max_content(),
    }
}

fn at_most(breadth: TrackBreadth, calcs: &mut CalcTable) -> MaxTrackSizingFunction {
    match breadth {
        TrackBreadth::Fraction(share) => MaxTrackSizingFunction::fr(share),
        TrackBreadth::Length(Length::Auto | Length::FitContent) => MaxTrackSizingFunction::auto(),
        TrackBreadth::Length(Length::Px(px)) => MaxTrackSizingFunction::length(px),
        TrackBreadth::Length(Length::Percent(percent)) => {
            MaxTrackSizingFunction::percent(percent / 100.0)
        }
        TrackBreadth::Length(Length::Calc { px, percent }) => {
            MaxTrackSizingFunction::calc(calcs.handle(percent / 100.0, px))
        }
        TrackBreadth::Length(Length::MinContent) => MaxTrackSizingFunction::min_content(),
        TrackBreadth::Length(Length::MaxContent) => MaxTrackSizingFunction::max_content(),
    }
}

fn areas(areas: &GridAreas) -> Option<taffy::GridTemplateAreas<String>> {
    let (row_count, column_count) = areas.size();
    (row_count > 0).then(|| taffy::GridTemplateAreas {
        areas: areas
            .areas()
            .into_iter()
            .map(|area| GridTemplateArea {
                name: area.name.to_string(),
                row_start: area.row_start,
                row_end: area.row_end,
                column_start: area.column_start,
                column_end: area.column_end,
            })
            .collect(),
        row_count,
        column_count,
    })
}

fn placement(lines: &GridLines) -> Line<GridPlacement<String>> {
    let side = |line: &GridLine| match line {
        GridLine::Auto => GridPlacement::Auto,
        GridLine::Number(number) => GridPlacement::Line((*number).into()),
        // 0 is taffy's way to say that the name is an area's, if there is one.
        GridLine::Named(name, number) => {
            GridPlacement::NamedLine(name.to_string(), number.unwrap_or(0))
        }
        GridLine::Span(count) => GridPlacement::Span(*count),
        GridLine::NamedSpan(name, count) => GridPlacement::NamedSpan(name.to_string(), *count),
    };
    Line {
        start: side(&lines.start),
        end: side(&lines.end),
    }
}
