//! Where the items of a list are in a body of JSON that is received in pieces.
//!
//! Only the ends of values are found here. What is inside an item, and what stands beside the list, is checked by the
//! reader that gets it.

/// Finds the items of the list at a place of a body.
#[derive(Debug)]
pub(super) struct ListScanner {
    /// The steps to the list.
    path: Vec<String>,
    /// The number of objects on the path that are open.
    depth: usize,
    at: At,
    list: ListState,
    /// The name of the member that is being received, as JSON.
    name: Vec<u8>,
}

/// Whether the list was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListState {
    Awaited,
    Found,
}

/// What is received next.
#[derive(Debug)]
enum At {
    /// A value on the path to the list, or the list.
    Value,
    /// The name of a member of an object on the path, or the end of the object.
    Name,
    /// The rest of a name.
    InName(Extent),
    /// The colon behind a name.
    Colon(Way),
    /// A value that is not on the path.
    Other,
    /// The rest of a value that is not on the path.
    InOther(Extent),
    /// What follows a member of an object on the path.
    AfterMember,
    /// An item, or the end of the list if there is no item yet.
    Item(Items),
    /// The rest of an item.
    InItem(Extent),
    /// What follows an item.
    AfterItem,
    /// What stands behind the list, or a body that the list is not looked for in.
    Rest,
}

/// Whether the value of a member leads to the list.
#[derive(Debug, Clone, Copy)]
enum Way {
    OnPath,
    Beside,
}

/// Whether the list may end here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Items {
    MayEnd,
    MustFollow,
}

/// What the bytes at the start of the input are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// They stand beside the list.
    Beside(usize),
    /// They separate items.
    Between(usize),
    /// They are in an item, which goes on behind them.
    Part(usize),
    /// They end an item.
    Item(usize),
    /// They are no part of a list of JSON.
    Fault(&'static str),
}

impl ListScanner {
    /// Makes a scanner of the list at this JSON pointer.
    pub(super) fn new(place: &str) -> Self {
        let path = place.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        Self { path, depth: 0, at: At::Value, list: ListState::Awaited, name: Vec::new() }
    }

    /// Makes a scanner that finds no list: the whole body stands beside it.
    pub(super) fn of_no_list() -> Self {
        Self { at: At::Rest, ..Self::new("") }
    }

    /// Whether the list has begun and not ended.
    pub(super) fn is_in_list(&self) -> bool {
        matches!(self.at, At::Item(_) | At::InItem(_) | At::AfterItem)
    }

    /// Finds out what the start of the input is. The input is what was received behind the last piece.
    pub(super) fn scan(&mut self, input: &[u8]) -> Piece {
        let space = input.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        match &mut self.at {
            At::InName(extent) => {
                let end = extent.find(input);
                let read = input.get(..end.unwrap_or(input.len())).unwrap_or_default();
                self.name.extend_from_slice(read);
                if end.is_some() {
                    self.at = At::Colon(self.way());
                }
                Piece::Beside(read.len())
            }
            At::InOther(extent) => match extent.find(input) {
                Some(end) => {
                    self.end_value();
                    Piece::Beside(end)
                }
                None => Piece::Beside(input.len()),
            },
            At::InItem(extent) => match extent.find(input) {
                Some(end) => {
                    self.at = At::AfterItem;
                    Piece::Item(end)
                }
                None => Piece::Part(input.len()),
            },
            At::Rest => Piece::Beside(input.len()),
            At::Item(_) | At::AfterItem => match input.get(space) {
                None => Piece::Between(input.len()),
                Some(byte) => self.in_list(*byte, space),
            },
            At::Value | At::Name | At::Colon(_) | At::Other | At::AfterMember => match input.get(space) {
                None => Piece::Beside(input.len()),
                Some(byte) => self.beside(*byte, space),
            },
        }
    }

    /// Goes on with a byte of the list that stands behind white space, and outside items.
    fn in_list(&mut self, byte: u8, space: usize) -> Piece {
        let is_after_item = matches!(self.at, At::AfterItem);
        match byte {
            b']' if is_after_item || matches!(self.at, At::Item(Items::MayEnd)) => {
                if space > 0 {
                    return Piece::Between(space);
                }
                self.end_value();
                Piece::Beside(1)
            }
            b',' if is_after_item => {
                self.at = At::Item(Items::MustFollow);
                Piece::Between(space + 1)
            }
            _ if is_after_item => Piece::Fault("expected `,` or `]` behind the item"),
            b',' | b':' | b']' | b'}' => Piece::Fault("expected an item"),
            _ if space == 0 => {
                self.at = At::InItem(Extent::default());
                Piece::Part(0)
            }
            _ => Piece::Between(space),
        }
    }

    /// Goes on with a byte that stands behind white space, outside the list and outside the values beside it. What is no
    /// JSON is found by the reader of what stands beside the list.
    fn beside(&mut self, byte: u8, space: usize) -> Piece {
        let is_list = self.depth == self.path.len();
        let (next, taken) = match (&self.at, byte) {
            // A byte order mark.
            (At::Value, 0xEF | 0xBB | 0xBF) if self.depth == 0 => (At::Value, 1),
            (At::Value, b'[') if is_list && self.list == ListState::Found => {
                return Piece::Fault("the list is there twice");
            }
            (At::Value, b'[') if is_list => {
                self.list = ListState::Found;
                (At::Item(Items::MayEnd), 1)
            }
            (At::Value, b'{') if !is_list => {
                self.depth += 1;
                (At::Name, 1)
            }
            (At::Value | At::Other, _) => (At::InOther(Extent::default()), 0),
            (At::Name, b'"') => {
                self.name.clear();
                (At::InName(Extent::default()), 0)
            }
            (At::Name | At::AfterMember, b'}') => {
                self.depth = self.depth.saturating_sub(1);
                (self.after_value(), 1)
            }
            (At::AfterMember, b',') => (At::Name, 1),
            (At::Colon(Way::OnPath), b':') => (At::Value, 1),
            (At::Colon(Way::Beside), b':') => (At::Other, 1),
            _ => (At::Rest, 1),
        };
        self.at = next;
        Piece::Beside(space + taken)
    }

    /// Whether the member whose name was received leads to the list.
    fn way(&self) -> Way {
        let step = self.depth.checked_sub(1).and_then(|step| self.path.get(step));
        // A name may be written with escapes.
        let is_step = |step: &String| serde_json::from_slice::<String>(&self.name).is_ok_and(|name| name == *step);
        if step.is_some_and(is_step) { Way::OnPath } else { Way::Beside }
    }

    fn end_value(&mut self) {
        self.at = self.after_value();
    }

    fn after_value(&self) -> At {
        if self.depth == 0 { At::Rest } else { At::AfterMember }
    }
}

/// How far a value has been received. The nesting is counted, so that no depth of it needs memory.
#[derive(Debug, Default)]
struct Extent {
    open: usize,
    text: Text,
}

/// Where in a string the value is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Text {
    #[default]
    Outside,
    Inside,
    Escaped,
}

impl Extent {
    /// The number of bytes up to the end of the value. Returns `None` if the value goes on behind the input.
    fn find(&mut self, input: &[u8]) -> Option<usize> {
        for (at, byte) in input.iter().enumerate() {
            match (self.text, byte) {
                (Text::Escaped, _) => self.text = Text::Inside,
                (Text::Inside, b'\\') => self.text = Text::Escaped,
                (Text::Inside, b'"') => {
                    self.text = Text::Outside;
                    if self.open == 0 {
                        return Some(at + 1);
                    }
                }
                (Text::Inside, _) => {}
                (Text::Outside, b'"') => self.text = Text::Inside,
                (Text::Outside, b'{' | b'[') => self.open += 1,
                (Text::Outside, b'}' | b']') if self.open <= 1 => {
                    // Behind a number or a word it ends what is around it.
                    return Some(if self.open == 0 { at } else { at + 1 });
                }
                (Text::Outside, b'}' | b']') => self.open -= 1,
                (Text::Outside, b',' | b':' | b' ' | b'\t' | b'\r' | b'\n') if self.open == 0 => return Some(at),
                (Text::Outside, _) => {}
            }
        }
        None
    }
}
