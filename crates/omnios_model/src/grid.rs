//! CSS grid: track lists, areas and the lines that an item spans, as CSS writes them.

use std::fmt;
use std::sync::Arc;

use crate::Length;
use crate::length::parse_finite;

/// Line numbers and counts in grids go no further: layout's memory grows with the tracks.
const MOST_TRACKS: u16 = 1000;

/// One bound of a track's size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrackBreadth {
    /// Px, per cent, both, `auto`, `min-content` or `max-content`.
    Length(Length),
    /// A share of the room that is left: `1fr`. Not as a minimum.
    Fraction(f32),
}

/// How large a row or column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrackSize {
    /// The same at least and at most.
    Breadth(TrackBreadth),
    /// `minmax(MIN, MAX)`.
    Between(TrackBreadth, TrackBreadth),
    /// `fit-content(LIMIT)`.
    FitContent(Length),
}

/// How often a part of a track list is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatCount {
    /// So many times.
    Times(u16),
    /// As often as fits.
    AutoFill,
    /// As often as fits; tracks without items collapse.
    AutoFit,
}

/// Part of a track list.
#[derive(Debug, Clone, PartialEq)]
pub enum TrackPart {
    /// `[a b]`: names of the line here.
    Names(Vec<Arc<str>>),
    /// A track.
    Track(TrackSize),
    /// `repeat(COUNT, …)`; holds names and tracks only.
    Repeat(RepeatCount, Vec<Self>),
}

/// A list of tracks and line names, as `grid-template-columns` and `grid-auto-rows` have it.
/// Empty is `none` for templates and `auto` for what comes by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackList {
    /// The parts, first to last.
    pub parts: Vec<TrackPart>,
}

impl TrackList {
    /// Reads a value of `grid-template-columns` or `-rows`: `none`, or tracks, names and
    /// repetitions.
    pub fn parse_template(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "none" {
            return Some(Self::default());
        }
        let parts: Vec<TrackPart> = items(text)?
            .into_iter()
            .map(parse_part)
            .collect::<Option<_>>()?;
        let list = Self { parts };
        (list.track_count() > 0 && list.is_consistent()).then_some(list)
    }

    /// Reads a value of `grid-auto-columns` or `-rows`: tracks alone.
    pub fn parse_auto(text: &str) -> Option<Self> {
        let parts: Vec<TrackPart> = items(text.trim())?
            .into_iter()
            .map(|item| parse_size(item).map(TrackPart::Track))
            .collect::<Option<_>>()?;
        (!parts.is_empty() && parts.len() <= usize::from(MOST_TRACKS)).then_some(Self { parts })
    }

    /// How many tracks there are, one repetition of what fills the room counted.
    pub fn track_count(&self) -> usize {
        let count = |parts: &[TrackPart]| {
            let is_track = |part: &&TrackPart| matches!(part, TrackPart::Track(_));
            parts.iter().filter(is_track).count()
        };
        let repeated: usize = self
            .parts
            .iter()
            .map(|part| match part {
                TrackPart::Repeat(RepeatCount::Times(times), parts) => {
                    usize::from(*times) * count(parts)
                }
                TrackPart::Repeat(_, parts) => count(parts),
                _ => 0,
            })
            .sum();
        repeated + count(&self.parts)
    }

    /// CSS's conditions: one part at most fills the room, and beside it and in it every track has
    /// a size that doesn't follow from its content.
    fn is_consistent(&self) -> bool {
        let fills = |part: &&TrackPart| {
            matches!(
                part,
                TrackPart::Repeat(RepeatCount::AutoFill | RepeatCount::AutoFit, _)
            )
        };
        let tracks_ok = |parts: &[TrackPart]| {
            parts.iter().all(|part| match part {
                TrackPart::Track(size) => size.is_fixed(),
                _ => true,
            })
        };
        let sizes_ok = || {
            tracks_ok(&self.parts)
                && self.parts.iter().all(|part| match part {
                    TrackPart::Repeat(_, parts) => tracks_ok(parts),
                    _ => true,
                })
        };
        let fillers = self.parts.iter().filter(fills).count();
        self.track_count() <= usize::from(MOST_TRACKS)
            && (fillers == 0 || fillers == 1 && sizes_ok())
    }
}

impl TrackSize {
    fn is_fixed(self) -> bool {
        let is_length = |breadth: TrackBreadth| match breadth {
            TrackBreadth::Length(length) => length.resolve(0.0).is_some(),
            TrackBreadth::Fraction(_) => false,
        };
        match self {
            Self::Breadth(breadth) => is_length(breadth),
            Self::Between(min, max) => is_length(min) || is_length(max),
            Self::FitContent(_) => false,
        }
    }
}

fn parse_part(item: &str) -> Option<TrackPart> {
    if let Some(names) = item.strip_prefix('[') {
        return parse_names(names.strip_suffix(']')?);
    }
    let Some(arguments) = function(item, "repeat") else {
        return parse_size(item).map(TrackPart::Track);
    };
    let (count, parts) = arguments.split_once(',')?;
    let count = match count.trim() {
        "auto-fill" => RepeatCount::AutoFill,
        "auto-fit" => RepeatCount::AutoFit,
        number => {
            let times: u16 = number.parse().ok()?;
            RepeatCount::Times(Some(times).filter(|it| (1..=MOST_TRACKS).contains(it))?)
        }
    };
    let parts: Vec<TrackPart> = items(parts)?
        .into_iter()
        .map(|item| match item.strip_prefix('[') {
            Some(names) => parse_names(names.strip_suffix(']')?),
            None => parse_size(item).map(TrackPart::Track),
        })
        .collect::<Option<_>>()?;
    let has_track = parts.iter().any(|part| matches!(part, TrackPart::Track(_)));
    has_track.then_some(TrackPart::Repeat(count, parts))
}

fn parse_names(text: &str) -> Option<TrackPart> {
    text.split_whitespace()
        .map(name)
        .collect::<Option<_>>()
        .map(TrackPart::Names)
}

fn parse_size(item: &str) -> Option<TrackSize> {
    if let Some(arguments) = function(item, "minmax") {
        let (min, max) = arguments.split_once(',')?;
        let min = parse_breadth(min.trim())?;
        let is_share = matches!(min, TrackBreadth::Fraction(_));
        return (!is_share).then_some(TrackSize::Between(min, parse_breadth(max.trim())?));
    }
    if let Some(limit) = function(item, "fit-content") {
        let limit = Length::parse(limit)?;
        return is_positive(limit).then_some(TrackSize::FitContent(limit));
    }
    parse_breadth(item).map(TrackSize::Breadth)
}

fn parse_breadth(item: &str) -> Option<TrackBreadth> {
    if let Some(share) = item.strip_suffix("fr") {
        let share = parse_finite(share).filter(|share| *share >= 0.0)?;
        return Some(TrackBreadth::Fraction(share));
    }
    let length = match item {
        "none" | "fit-content" => return None,
        item => Length::parse(item)?,
    };
    let is_keyword = length == Length::Auto || length.is_intrinsic();
    (is_keyword || is_positive(length)).then_some(TrackBreadth::Length(length))
}

fn is_positive(length: Length) -> bool {
    match length {
        Length::Px(number) | Length::Percent(number) => number >= 0.0,
        Length::Calc { .. } => true,
        _ => false,
    }
}

/// What stands between the parentheses of `name(…)`.
fn function<'a>(item: &'a str, name: &str) -> Option<&'a str> {
    item.strip_prefix(name)?
        .strip_prefix('(')?
        .strip_suffix(')')
}

/// Splits at white space that stands in no brackets. `None` where brackets don't match.
fn items(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut open = Vec::new();
    for (at, letter) in text.char_indices() {
        let splits = open.is_empty() && letter.is_whitespace();
        match letter {
            '(' | '[' => {
                // `[a]1fr` is two items.
                if letter == '[' && open.is_empty() {
                    found.extend(start.take().map(|start| &text[start..at]));
                }
                open.push(letter);
            }
            ')' | ']' => {
                let opener = if letter == ')' { '(' } else { '[' };
                if open.pop() != Some(opener) {
                    return None;
                }
            }
            _ => {}
        }
        if splits {
            found.extend(start.take().map(|start| &text[start..at]));
        } else {
            start.get_or_insert(at);
        }
        if letter == ']' && open.is_empty() {
            found.extend(start.take().map(|start| &text[start..=at]));
        }
    }
    found.extend(start.map(|start| &text[start..]));
    open.is_empty().then_some(found)
}

/// A name that a person may give a line or an area.
fn name(word: &str) -> Option<Arc<str>> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let is_start = |it: char| it.is_alphabetic() || it == '_';
    let is_inner = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    let starts = is_start(first) || first == '-' && word.chars().nth(1).is_some_and(is_start);
    let reserved = matches!(
        word,
        "auto" | "span" | "none" | "inherit" | "initial" | "unset" | "default" | "revert"
    );
    (starts && letters.all(is_inner) && !reserved && word.len() <= 100).then(|| word.into())
}

impl fmt::Display for TrackBreadth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(length) => length.fmt(f),
            Self::Fraction(share) => write!(f, "{share}fr"),
        }
    }
}

impl fmt::Display for TrackSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breadth(breadth) => breadth.fmt(f),
            Self::Between(min, max) => write!(f, "minmax({min}, {max})"),
            Self::FitContent(limit) => write!(f, "fit-content({limit})"),
        }
    }
}

impl fmt::Display for TrackPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Names(names) => write!(f, "[{}]", names.join(" ")),
            Self::Track(size) => size.fmt(f),
            Self::Repeat(count, parts) => {
                match count {
                    RepeatCount::Times(times) => write!(f, "repeat({times}, ")?,
                    RepeatCount::AutoFill => f.write_str("repeat(auto-fill, ")?,
                    RepeatCount::AutoFit => f.write_str("repeat(auto-fit, ")?,
                }
                write_parts(parts, f)?;
                f.write_str(")")
            }
        }
    }
}

fn write_parts(parts: &[TrackPart], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(" ")?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}

impl fmt::Display for TrackList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parts.is_empty() {
            return f.write_str("none");
        }
        write_parts(&self.parts, f)
    }
}

/// One named area; rows and columns are counted from 1, and the end lies outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridArea {
    /// What items are placed by.
    pub name: Arc<str>,
    /// First row.
    pub row_start: u16,
    /// The row after the last.
    pub row_end: u16,
    /// First column.
    pub column_start: u16,
    /// The column after the last.
    pub column_end: u16,
}

/// A value of `grid-template-areas`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridAreas {
    /// The cells' names by rows, all of the same length; `.` is a cell without a name.
    rows: Vec<Vec<Arc<str>>>,
}

impl GridAreas {
    /// Reads `none` or one string a row: `"head head" "side main"`. Every area must be a
    /// rectangle.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "none" {
            return Some(Self::default());
        }
        let mut rows: Vec<Vec<Arc<str>>> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
            let (row, after) = rest[1..].split_once(quote)?;
            let cells: Vec<Arc<str>> = row
                .split_whitespace()
                .map(|word| {
                    let is_empty = word.chars().all(|letter| letter == '.');
                    if is_empty {
                        Some(".".into())
                    } else {
                        name(word)
                    }
                })
                .collect::<Option<_>>()?;
            rows.push(cells);
            rest = after.trim_start();
        }
        let columns = rows.first()?.len();
        let is_table = columns > 0 && rows.iter().all(|row| row.len() == columns);
        let fits = columns.max(rows.len()) <= usize::from(MOST_TRACKS);
        let areas = Self { rows };
        (is_table && fits && areas.has_rectangles()).then_some(areas)
    }

    /// How many rows and columns the areas make.
    pub fn size(&self) -> (u16, u16) {
        let columns = self.rows.first().map_or(0, Vec::len);
        (self.rows.len() as u16, columns as u16)
    }

    /// The areas, in the order in which they first appear.
    pub fn areas(&self) -> Vec<GridArea> {
        let mut found: Vec<GridArea> = Vec::new();
        for (row, cells) in (1_u16..).zip(&self.rows) {
            for (column, cell) in (1_u16..).zip(cells) {
                if &**cell == "." {
                    continue;
                }
                if let Some(area) = found.iter_mut().find(|area| area.name == *cell) {
                    area.row_end = area.row_end.max(row + 1);
                    area.column_start = area.column_start.min(column);
                    area.column_end = area.column_end.max(column + 1);
                } else {
                    found.push(GridArea {
                        name: Arc::clone(cell),
                        row_start: row,
                        row_end: row + 1,
                        column_start: column,
                        column_end: column + 1,
                    });
                }
            }
        }
        found
    }

    fn has_rectangles(&self) -> bool {
        self.areas().iter().all(|area| {
            let rows = usize::from(area.row_start) - 1..usize::from(area.row_end) - 1;
            let columns = usize::from(area.column_start) - 1..usize::from(area.column_end) - 1;
            self.rows[rows]
                .iter()
                .all(|row| row[columns.clone()].iter().all(|cell| *cell == area.name))
        })
    }
}

impl fmt::Display for GridAreas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() {
            return f.write_str("none");
        }
        for (index, row) in self.rows.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}\"{}\"", row.join(" "))?;
        }
        Ok(())
    }
}

/// One side of an item's place in a grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum GridLine {
    /// Where there is room.
    #[default]
    Auto,
    /// The line of that number; negative counts from the end. Never 0.
    Number(i16),
    /// The area's side, or the line of that name; with a number the so manieth of them.
    Named(Arc<str>, Option<i16>),
    /// So many tracks away from the other side.
    Span(u16),
    /// At the so manieth line of that name, seen from the other side.
    NamedSpan(Arc<str>, u16),
}

impl GridLine {
    fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let number = |word: &str| {
            let number: i16 = word.parse().ok()?;
            (number != 0 && number.unsigned_abs() <= MOST_TRACKS).then_some(number)
        };
        let count = |word: &str| number(word).filter(|it| *it > 0).map(i16::unsigned_abs);
        match words.as_slice() {
            ["auto"] => Some(Self::Auto),
            ["span", first, second] | [first, second, "span"] => {
                let (named, counted) = match count(first) {
                    Some(counted) => (second, counted),
                    None => (first, count(second)?),
                };
                Some(Self::NamedSpan(name(named)?, counted))
            }
            ["span", word] | [word, "span"] => match count(word) {
                Some(counted) => Some(Self::Span(counted)),
                None => Some(Self::NamedSpan(name(word)?, 1)),
            },
            [first, second] => match number(first) {
                Some(number) => Some(Self::Named(name(second)?, Some(number))),
                None => Some(Self::Named(name(first)?, Some(number(second)?))),
            },
            [word] => match number(word) {
                Some(number) => Some(Self::Number(number)),
                None => Some(Self::Named(name(word)?, None)),
            },
            _ => None,
        }
    }
}

impl fmt::Display for GridLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Number(number) => number.fmt(f),
            Self::Named(name, None) => f.write_str(name),
            Self::Named(name, Some(number)) => write!(f, "{number} {name}"),
            Self::Span(count) => write!(f, "span {count}"),
            Self::NamedSpan(name, 1) => write!(f, "span {name}"),
            Self::NamedSpan(name, count) => write!(f, "span {count} {name}"),
        }
    }
}

/// The two lines between which an item stands: a value of `grid-column` or `grid-row`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridLines {
    /// Where it begins.
    pub start: GridLine,
    /// Where it ends.
    pub end: GridLine,
}

impl GridLines {
    /// Reads `auto`, `2`, `span 2`, `head`, `1 / 3`, `main-start / span 2` and the like. Where
    /// the end is left out it is the same name, or else `auto`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((start, end)) = text.split_once('/') {
            return Some(Self {
                start: GridLine::parse(start)?,
                end: GridLine::parse(end)?,
            });
        }
        let start = GridLine::parse(text)?;
        let end = match &start {
            GridLine::Named(_, None) => start.clone(),
            _ => GridLine::Auto,
        };
        Some(Self { start, end })
    }
}

impl fmt::Display for GridLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_implied = match (&self.start, &self.end) {
            (GridLine::Named(start, None), GridLine::Named(end, None)) => start == end,
            (GridLine::Named(_, None), GridLine::Auto) => false,
            (_, end) => *end == GridLine::Auto,
        };
        if is_implied {
            self.start.fmt(f)
        } else {
            write!(f, "{} / {}", self.start, self.end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_read_and_write_as_css_has_them() {
        for (text, written) in [
            ("none", "none"),
            ("1fr 200px  auto", "1fr 200px auto"),
            ("[a]1fr[b c] 10%", "[a] 1fr [b c] 10%"),
            (
                "repeat( auto-fill , minmax(120px,1fr) )",
                "repeat(auto-fill, minmax(120px, 1fr))",
            ),
            (
                "repeat(2, [x] minmax(min-content, 2fr) calc(10% + 4px)) fit-content(30%)",
                "repeat(2, [x] minmax(min-content, 2fr) calc(10% + 4px)) fit-content(30%)",
            ),
        ] {
            let list = TrackList::parse_template(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(list.to_string(), written);
            assert_eq!(TrackList::parse_template(written), Some(list));
        }
        for text in [
            "",
            "1fr -2px",
            "minmax(1fr, 2px)",
            "repeat(auto-fill, 1fr)",
            "repeat(auto-fill, 10px) auto",
            "repeat(0, 10px)",
            "repeat(600, 1fr 1fr)",
            "repeat(2, repeat(2, 1fr))",
            "[a",
            "[span] 1fr",
            "fit-content",
        ] {
            assert_eq!(TrackList::parse_template(text), None, "{text}");
        }
        assert!(TrackList::parse_auto("10px minmax(0px, 1fr)").is_some());
        assert!(TrackList::parse_auto("repeat(2, 10px)").is_none());
    }

    #[test]
    fn areas_are_rectangles() {
        let areas = GridAreas::parse("'head head' \"side  main\" \". main\"").unwrap();
        assert_eq!(areas.to_string(), "\"head head\" \"side main\" \". main\"");
        let main = &areas.areas()[2];
        assert_eq!((main.row_start, main.row_end), (2, 4));
        assert_eq!((main.column_start, main.column_end), (2, 3));
        for text in [
            "\"a b\" \"b a\"",
            "\"a\" \"a b\"",
            "\"a a\" \". a\"",
            "a b",
            "\"1\"",
        ] {
            assert_eq!(GridAreas::parse(text), None, "{text}");
        }
    }

    #[test]
    fn places_read_and_write_as_css_has_them() {
        for (text, written) in [
            ("auto", "auto"),
            ("2", "2"),
            ("1 / -1", "1 / -1"),
            ("span 2", "span 2"),
            ("main", "main"),
            ("main / auto", "main / auto"),
            ("x 2 / span 3 y", "2 x / span 3 y"),
            ("2 / auto", "2"),
        ] {
            let lines = GridLines::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(lines.to_string(), written);
            assert_eq!(GridLines::parse(written), Some(lines));
        }
        for text in [
            "0",
            "span 0",
            "span -1",
            "2000",
            "1 2",
            "a b c",
            "1 / 2 / 3",
        ] {
            assert_eq!(GridLines::parse(text), None, "{text}");
        }
    }
}
