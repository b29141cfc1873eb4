//! JSON without a recursion: values in one list, so that no nesting exhausts the stack.
//!
//! [`Json::parse`] reads a text; [`Item`] walks what was read. What is missing reads as `null`, so
//! that a chain of keys needs no questions in between.

use std::borrow::Cow;

/// How deep lists and maps may be nested.
pub(crate) const MAX_DEPTH: usize = 100_000;

/// Where `null` is, which is also what is missing.
const NULL: u32 = 0;

/// What was read.
#[derive(Debug)]
pub(crate) struct Json<'s> {
    values: Vec<Value<'s>>,
    root: u32,
}

#[derive(Debug)]
enum Value<'s> {
    Null,
    Flag(bool),
    Number(f64),
    Text(Cow<'s, str>),
    List(Vec<u32>),
    Map(Vec<(Cow<'s, str>, u32)>),
}

/// Why a text is no JSON, and where: line and column count from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) problem: &'static str,
}

const ENDS: &str = "the file ends here, before it is complete. Fetch or save it again";

impl<'s> Json<'s> {
    /// Reads a text.
    pub(crate) fn parse(text: &'s str) -> Result<Self, JsonError> {
        let mut parser = Parser {
            text,
            at: 0,
            values: vec![Value::Null],
            open: Vec::new(),
        };
        let root = parser.document().map_err(|problem| {
            let before = &text[..parser.at.min(text.len())];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            JsonError {
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                problem,
            }
        })?;
        Ok(Self {
            values: parser.values,
            root,
        })
    }

    /// The outermost value.
    pub(crate) fn root(&self) -> Item<'_> {
        Item {
            values: &self.values,
            at: self.root,
        }
    }
}

/// A list or map that isn't closed yet.
enum Open<'s> {
    List(Vec<u32>),
    Map(Vec<(Cow<'s, str>, u32)>, Cow<'s, str>),
}

struct Parser<'s> {
    text: &'s str,
    /// A character boundary.
    at: usize,
    values: Vec<Value<'s>>,
    open: Vec<Open<'s>>,
}

impl<'s> Parser<'s> {
    fn document(&mut self) -> Result<u32, &'static str> {
        let mut done = self.value()?;
        loop {
            // `done` is a whole value; `None` while a list or map has just been opened.
            let Some(value) = done else {
                done = self.value()?;
                continue;
            };
            match self.open.pop() {
                None => {
                    self.skip_white();
                    return match self.peek() {
                        None => Ok(value),
                        Some(_) => Err("there is more after the end of the JSON. Remove it"),
                    };
                }
                Some(Open::List(mut list)) => {
                    list.push(value);
                    done = match self.next_token()? {
                        b',' => {
                            self.open.push(Open::List(list));
                            None
                        }
                        b']' => Some(self.push(Value::List(list))?),
                        _ => return self.wrong("a comma or a closing bracket is missing here"),
                    };
                }
                Some(Open::Map(mut map, key)) => {
                    map.push((key, value));
                    done = match self.next_token()? {
                        b',' => {
                            let key = self.key()?;
                            self.open.push(Open::Map(map, key));
                            None
                        }
                        b'}' => Some(self.push(Value::Map(map))?),
                        _ => return self.wrong("a comma or a closing brace is missing here"),
                    };
                }
            }
        }
    }

    /// The next value, or `None` where it is a list or map that isn't empty: it is open now.
    fn value(&mut self) -> Result<Option<u32>, &'static str> {
        let value = match self.next_token()? {
            b'{' => {
                if self.closes(b'}') {
                    Value::Map(Vec::new())
                } else {
                    let key = self.key()?;
                    return self.enter(Open::Map(Vec::new(), key));
                }
            }
            b'[' => {
                if self.closes(b']') {
                    Value::List(Vec::new())
                } else {
                    return self.enter(Open::List(Vec::new()));
                }
            }
            b'"' => Value::Text(self.string()?),
            b't' => self.word("true", Value::Flag(true))?,
            b'f' => self.word("false", Value::Flag(false))?,
            b'n' => self.word("null", Value::Null)?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => return self.wrong("no value starts like this"),
        };
        self.push(value).map(Some)
    }

    fn enter(&mut self, open: Open<'s>) -> Result<Option<u32>, &'static str> {
        if self.open.len() >= MAX_DEPTH {
            return Err("lists and maps are nested too deeply here");
        }
        self.open.push(open);
        Ok(None)
    }

    fn push(&mut self, value: Value<'s>) -> Result<u32, &'static str> {
        let at = u32::try_from(self.values.len()).map_err(|_| "there are too many values")?;
        self.values.push(value);
        Ok(at)
    }

    fn key(&mut self) -> Result<Cow<'s, str>, &'static str> {
        if self.next_token()? != b'"' {
            return self.wrong("a name in double quotes is missing here");
        }
        let key = self.string()?;
        if self.next_token()? != b':' {
            return self.wrong("a colon is missing here");
        }
        Ok(key)
    }

    /// Takes the closing letter where it comes next.
    fn closes(&mut self, letter: u8) -> bool {
        self.skip_white();
        let closes = self.peek() == Some(letter);
        self.at += usize::from(closes);
        closes
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Takes the next letter that isn't white. Of one beyond ASCII, the first byte.
    fn next_token(&mut self) -> Result<u8, &'static str> {
        self.skip_white();
        let letter = self.peek().ok_or(ENDS)?;
        self.at += 1;
        Ok(letter)
    }

    /// Puts the reader back before the letter that is wrong.
    fn wrong<T>(&mut self, problem: &'static str) -> Result<T, &'static str> {
        self.at -= 1;
        Err(problem)
    }

    fn word(&mut self, word: &str, value: Value<'s>) -> Result<Value<'s>, &'static str> {
        self.at -= 1;
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        if word.as_bytes().starts_with(rest) {
            self.at = self.text.len();
            return Err(ENDS);
        }
        Err("no value starts like this")
    }

    fn number(&mut self) -> Result<Value<'s>, &'static str> {
        let start = self.at - 1;
        while matches!(
            self.peek(),
            Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')
        ) {
            self.at += 1;
        }
        match self.text[start..self.at].parse::<f64>() {
            Ok(number) => Ok(Value::Number(number)),
            Err(_) if self.at == self.text.len() => Err(ENDS),
            Err(_) => {
                self.at = start;
                Err("this is no number")
            }
        }
    }

    /// The rest of a string whose first quote was taken.
    fn string(&mut self) -> Result<Cow<'s, str>, &'static str> {
        let mut written = String::new();
        let mut start = self.at;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let plain = rest
                .iter()
                .position(|letter| matches!(letter, b'"' | b'\\'));
            let Some(plain) = plain else {
                self.at = self.text.len();
                return Err(ENDS);
            };
            self.at += plain + 1;
            let part = &self.text[start..self.at - 1];
            if rest[plain] == b'"' {
                return Ok(if written.is_empty() {
                    Cow::Borrowed(part)
                } else {
                    written.push_str(part);
                    Cow::Owned(written)
                });
            }
            written.push_str(part);
            let letter = self.escape()?;
            written.push(letter);
            start = self.at;
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, &'static str> {
        let letter = self.peek().ok_or(ENDS)?;
        self.at += 1;
        Ok(match letter {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(letter),
            b'u' => {
                let first = self.hex()?;
                let is_high = (0xD800..0xDC00).contains(&first);
                if is_high && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    let second = self.hex()?;
                    let low = second.wrapping_sub(0xDC00) & 0x3FF;
                    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)
                } else {
                    char::from_u32(first)
                }
                .unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return self.wrong("there is no such escape in JSON"),
        })
    }

    fn hex(&mut self) -> Result<u32, &'static str> {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits {
            Some(digits) => {
                self.at += 4;
                Ok(u32::from_str_radix(digits, 16).unwrap_or_default())
            }
            None if self.text.len() < self.at + 4 => {
                self.at = self.text.len();
                Err(ENDS)
            }
            None => Err("four hexadecimal digits are missing here"),
        }
    }
}

/// A value in what was read.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    values: &'a [Value<'a>],
    at: u32,
}

impl<'a> Item<'a> {
    fn value(self) -> &'a Value<'a> {
        &self.values[self.at as usize]
    }

    fn with(self, at: u32) -> Self {
        Self { at, ..self }
    }

    /// The value of that key; `null` where there is none.
    pub(crate) fn get(self, key: &str) -> Self {
        let at = match self.value() {
            Value::Map(map) => map.iter().find(|(name, _)| name == key),
            _ => None,
        };
        self.with(at.map_or(NULL, |(_, at)| *at))
    }

    /// What a list holds; nothing for anything else.
    pub(crate) fn items(self) -> impl DoubleEndedIterator<Item = Item<'a>> + ExactSizeIterator {
        let list: &[u32] = match self.value() {
            Value::List(list) => list,
            _ => &[],
        };
        list.iter().map(move |at| self.with(*at))
    }

    /// Names and values of a map; nothing for anything else.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'a str, Item<'a>)> {
        let map: &[(Cow<'a, str>, u32)] = match self.value() {
            Value::Map(map) => map,
            _ => &[],
        };
        map.iter().map(move |(key, at)| (&**key, self.with(*at)))
    }

    /// A text.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self.value() {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number that isn't beyond what a design can hold.
    pub(crate) fn number(self) -> Option<f64> {
        match self.value() {
            Value::Number(number) => Some(number.clamp(-1.0e7, 1.0e7)),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub(crate) fn flag(self) -> Option<bool> {
        match self.value() {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Whether it is `null` or missing.
    pub(crate) fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    /// Whether it is a map.
    pub(crate) fn is_map(self) -> bool {
        matches!(self.value(), Value::Map(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_keys() {
        let text = r#"{"a": [1, -2.5e1, {"b": "x\n\u00e9\ud83d\ude00"}], "c": null, "d": {}, "e": [], "f": true}"#;
        let json = Json::parse(text).unwrap();
        let root = json.root();
        let numbers: Vec<_> = root.get("a").items().map(Item::number).collect();
        assert_eq!(numbers, [Some(1.0), Some(-25.0), None]);
        let last = root.get("a").items().next_back().unwrap();
        assert_eq!(last.get("b").text(), Some("x\né😀"));
        assert!(root.get("c").is_null() && root.get("zzz").get("y").is_null());
        assert_eq!(root.get("f").flag(), Some(true));
        assert_eq!(root.entries().count(), 5);
    }

    #[test]
    fn mistakes_are_located() {
        let at = |text: &str| {
            let error = Json::parse(text).unwrap_err();
            (error.line, error.column)
        };
        assert_eq!(at("{\"a\": 1,\n  x"), (2, 3));
        assert_eq!(at("[1 2]"), (1, 4));
        assert_eq!(at("[1] 2"), (1, 5));
        assert_eq!(at("{\"é\" 1}"), (1, 6));
        assert_eq!(at("[\"\\x\"]"), (1, 4));
    }

    #[test]
    fn every_beginning_of_a_text_is_an_error_at_its_end() {
        let text = r#"{"a": [1, {"b": "x\u00e9"}, true, null, false, -2.5]}"#;
        for length in 0..text.len() {
            let error = Json::parse(&text[..length]).unwrap_err();
            assert_eq!(error.problem, ENDS, "{length}");
            assert_eq!(error.column, length + 1, "{length}");
        }
    }

    #[test]
    fn deep_nesting_is_read_or_refused() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(&nested(50_000)).is_ok());
        assert!(Json::parse(&nested(MAX_DEPTH + 2)).is_err());
    }
}
