//! Which file may name which: no circle among the files of a crate, and each room names only the rooms that the table
//! below gives it.
//!
//! A file imports another when it names something that stands there, in a `use` or in code. A `pub use` in between is
//! followed to where the thing is defined. To declare a child (`mod child;`) and to hand on what it has
//! (`pub use child::Thing;`) is no import; to name the thing in one's own code is one. So a parent may call its children
//! when they name nothing of it, and children may share what stands in their parent when it does not call them. Methods
//! are not looked at: `impl` blocks of one type may stand in several files.

mod circles;
mod modules;
mod paths;
mod scanner;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;
use std::sync::LazyLock;

use circles::circles;
use modules::{Crate, Import};
use paths::Path;

/// A crate of the workspace, and which of its rooms may name which.
struct House {
    /// The folder of `lib.rs`, seen from the workspace.
    folder: &'static str,
    /// The module that the rooms are children of.
    root: &'static [&'static str],
    /// From the ground up. A room may name itself, and of the rooms before it those that are listed.
    rooms: &'static [(&'static str, &'static [&'static str])],
}

const HOUSES: &[House] = &[GENERATOR, RUNTIME, PAGES];

const RUNTIME: House = House {
    folder: "generator/runtime/src",
    root: &["runtime"],
    rooms: &[("model", &[]), ("spec", &["model"]), ("wire", &["model", "spec"]), ("http", &["model", "spec", "wire"])],
};

const PAGES: House = House {
    folder: "generator/pages/src",
    root: &[],
    rooms: &[
        ("words", &[]),
        ("yaml", &[]),
        ("facts", &[]),
        ("block", &["words"]),
        ("profile", &["words", "facts", "block"]),
        ("read", &["words", "facts", "block", "profile"]),
        ("specification", &["facts"]),
        ("ledger", &["yaml", "facts", "specification"]),
        ("write", &["yaml", "facts", "profile", "specification"]),
        ("compare", &["facts", "specification", "ledger"]),
    ],
};

const GENERATOR: House = House {
    folder: "generator/src",
    root: &[],
    rooms: &[
        ("pointer", &[]),
        ("budget", &[]),
        ("spelling", &[]),
        ("vocabulary", &[]),
        ("location", &["pointer"]),
        ("progress", &[]),
        ("diag", &["location"]),
        ("day", &[]),
        ("source", &["pointer", "budget", "spelling", "vocabulary", "location", "diag"]),
        ("selection", &["spelling", "location", "diag", "source"]),
        ("render", &["location", "diag", "source"]),
        ("link", &["pointer", "spelling", "vocabulary", "location", "diag", "source", "selection"]),
        (
            "document",
            &["pointer", "budget", "spelling", "vocabulary", "location", "diag", "source", "selection", "link"],
        ),
        ("ir", &["vocabulary", "location"]),
        ("lower", &["pointer", "budget", "vocabulary", "location", "diag", "document", "ir"]),
        ("analyse", &["ir"]),
        ("exchange", &["pointer", "spelling", "location", "diag", "ir", "analyse"]),
        ("names", &["spelling", "vocabulary", "location", "diag", "ir", "analyse"]),
        ("config", &["spelling", "location", "diag", "source", "selection", "render", "exchange", "names"]),
        ("output", &["render"]),
        ("emit", &["location", "diag", "source", "ir", "analyse", "exchange", "names", "config", "output"]),
        ("compare", &["vocabulary", "location", "ir", "analyse", "names", "config", "emit"]),
        (
            "pipeline",
            &[
                "location",
                "diag",
                "source",
                "selection",
                "link",
                "document",
                "ir",
                "lower",
                "analyse",
                "exchange",
                "names",
                "config",
                "output",
                "emit",
                "progress",
            ],
        ),
        ("versions", &["location", "source", "render", "names", "config", "emit", "compare", "pipeline"]),
        (
            "explain",
            &["spelling", "location", "source", "render", "ir", "analyse", "names", "config", "emit", "pipeline"],
        ),
        (
            "generate",
            &["progress", "diag", "source", "names", "config", "emit", "compare", "pipeline", "versions", "explain"],
        ),
        ("breaking", &["day", "source", "config", "compare", "pipeline", "generate"]),
        (
            "internals",
            &[
                "vocabulary",
                "source",
                "selection",
                "link",
                "document",
                "ir",
                "analyse",
                "names",
                "output",
                "emit",
                "pipeline",
            ],
        ),
    ],
};

/// A house with what was read of it.
struct Read {
    house: &'static House,
    modules: Vec<Path>,
    imports: BTreeSet<Import>,
}

/// Every house, read once.
static READ: LazyLock<Vec<Read>> = LazyLock::new(|| {
    let workspace = FilePath::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let read = HOUSES.iter().map(|house| {
        let files = Crate::read(&workspace.join(house.folder));
        Read { house, modules: files.modules().cloned().collect(), imports: files.imports() }
    });
    read.collect()
});

impl House {
    /// The room that a module is in. None: it is above all rooms.
    fn room<'p>(&self, module: &'p Path) -> Option<&'p str> {
        let root = self.root.iter().map(|segment| (*segment).to_owned()).collect::<Path>();
        module.strip_prefix(root.as_slice())?.first().map(String::as_str)
    }

    fn allowed(&self) -> BTreeSet<(&str, &str)> {
        self.rooms.iter().flat_map(|(room, named)| named.iter().map(|to| (*room, *to))).collect()
    }
}

impl Read {
    /// The rooms that each room names, each with the first import.
    fn named(&self) -> BTreeMap<(&str, &str), &Import> {
        let mut named = BTreeMap::new();
        for import in &self.imports {
            if let (Some(from), Some(to)) = (self.house.room(&import.from), self.house.room(&import.to))
                && from != to
            {
                named.entry((from, to)).or_insert(import);
            }
        }
        named
    }
}

/// ``emit/cx.rs names `crate::source::SourceSet` of source.rs``.
fn say(import: &Import) -> String {
    format!("{}.rs names `{}` of {}.rs", import.from.join("/"), import.named, import.to.join("/"))
}

#[test]
fn no_file_names_itself_by_way_of_others() {
    for Read { imports, .. } in READ.iter() {
        let told = circles(imports).into_iter().map(|circle| {
            let inside = imports.iter().filter(|it| circle.contains(&it.from) && circle.contains(&it.to));
            inside.map(say).collect::<Vec<_>>().join("\n")
        });
        let told: Vec<String> = told.collect();
        assert!(told.is_empty(), "put what these share into a file below them:\n\n{}", told.join("\n\n"));
    }
}

#[test]
fn each_room_names_only_the_rooms_that_the_table_gives_it() {
    for read in READ.iter() {
        let allowed = read.house.allowed();
        let strays = read.named().into_iter().filter(|(pair, _)| !allowed.contains(pair));
        let strays: Vec<String> = strays.map(|(_, import)| say(import)).collect();
        assert!(strays.is_empty(), "the table of {} does not allow these:\n{}", read.house.folder, strays.join("\n"));
    }
}

#[test]
fn the_table_gives_no_room_more_than_it_names() {
    for read in READ.iter() {
        let named = read.named();
        let unused: Vec<_> = read.house.allowed().into_iter().filter(|pair| !named.contains_key(pair)).collect();
        assert!(unused.is_empty(), "the table of {} allows what nothing needs: {unused:?}", read.house.folder);
    }
}

#[test]
fn rooms_stand_one_above_another() {
    for house in HOUSES {
        for (index, (room, named)) in house.rooms.iter().enumerate() {
            let below: Vec<&str> = house.rooms[..index].iter().map(|(room, _)| *room).collect();
            let above: Vec<&&str> = named.iter().filter(|to| !below.contains(*to)).collect();
            assert!(above.is_empty(), "`{room}` may name {above:?}, which do not stand below it");
        }
    }
}

#[test]
fn every_room_is_in_the_table() {
    for Read { house, modules, .. } in READ.iter() {
        let found: BTreeSet<&str> = modules.iter().filter_map(|module| house.room(module)).collect();
        let listed: BTreeSet<&str> = house.rooms.iter().map(|(room, _)| *room).collect();
        assert_eq!(found, listed, "the rooms of {}", house.folder);
    }
}
