//! `cargo xtask compare`: documents, folders and revisions of git, and how the command ends.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const CONFIG: &str = "[package]\nname = \"pets\"\nversion = \"1.0.0\"\n[[api]]\ndocuments = [\"pets.yaml\"]\n";

/// A project in a repository of git.
struct Project(TempDir);

struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        '200':
          description: It.
          content:
            application/json:
              schema: {$ref: 'types.yaml#/Pet'}
    put:
      operationId: setPet
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: 'types.yaml#/Pet'}
      responses:
        '204': {description: Done.}
";

/// A file with the type of pets, which have these members.
fn types(members: &[&str]) -> String {
    let members: String = members.iter().map(|name| format!("    {name}: {{type: string}}\n")).collect();
    format!("Pet:\n  type: object\n  properties:\n{members}")
}

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("specs/codegen.toml", CONFIG);
        project.write("specs/pets.yaml", PETS);
        project.write("specs/types.yaml", &types(&["name", "tag"]));
        project.git(&["init", "-q"]);
        project.commit("first");
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").arg("-C").arg(self.path()).args(identity).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn run(&self, args: &[&str]) -> Ran {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut env = Env {
            tool: Tool::Xtask,
            root: self.path().to_owned(),
            current: self.path().to_owned(),
            out: &mut out,
            err: &mut err,
            terminal: Terminal::No,
        };
        let exit = xtask::run(["xtask"].iter().chain(args).copied(), &mut env);
        Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }
}

#[test]
fn a_revision_is_compared_with_the_work_tree_and_with_another_one() {
    let project = Project::new();
    project.write("specs/types.yaml", &types(&["name"]));
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Fault, ""), "{}", ran.out);
    assert!(ran.out.contains("breaking[member-removed] type Pet: the member `tag` is gone"), "{}", ran.out);
    assert!(ran.out.contains("old: specs/types.yaml:5:5"), "{}", ran.out);
    assert!(ran.out.contains("a major step, 1.0.0 → 2.0.0"), "{}", ran.out);

    project.commit("second");
    let ran = project.run(&["compare", "HEAD~1", "HEAD"]);
    assert_eq!(ran.exit, Exit::Fault);
    let ran = project.run(&["compare", "HEAD", "HEAD~1"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.contains("compatible[member-added]"), "{}", ran.out);
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (Exit::Done, "0 breaking, 0 compatible, 0 of documentation only: no new version is needed\n")
    );
}

#[test]
fn a_document_is_compared_with_another_one_or_with_that_of_a_revision() {
    let project = Project::new();
    project.write("new/pets.yaml", PETS);
    project.write("new/types.yaml", &types(&["name", "tag", "size"]));
    for old in ["specs/pets.yaml", "HEAD:specs/pets.yaml"] {
        let ran = project.run(&["compare", old, "new/pets.yaml"]);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
        assert!(ran.out.contains("the member `size` is new"), "{}", ran.out);
    }
}

/// A schema that comes before the old one, and whose name would be the same in Rust.
const RIVAL: &str = "pet:\n  type: object\n  properties:\n    serial: {type: string}\n";

#[test]
fn a_collision_with_what_is_new_renames_nothing() {
    let project = Project::new();
    let rival = "/old:\n    get:\n      operationId: get_pet\n      responses:\n        '200':\n          description: It.\n          \
                 content:\n            application/json:\n              schema: {$ref: 'types.yaml#/pet'}\n  /pets:";
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    project.commit("with its crate");
    project.write("specs/types.yaml", &format!("{RIVAL}{}", types(&["name", "tag"])));
    project.write("specs/pets.yaml", &PETS.replacen("/pets:", rival, 1));
    for new in ["specs/pets.yaml", "."] {
        let old = if new == "." { "HEAD" } else { "HEAD:specs/pets.yaml" };
        let ran = project.run(&["compare", old, new]);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
        assert!(ran.out.starts_with("0 breaking") || ran.out.contains("\n0 breaking"), "{}", ran.out);
    }
    // What is written is what was compared: the names are those of the table of the crate.
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    let names = fs::read_to_string(project.path().join("generated/NAMES.md")).unwrap();
    for row in ["| `pets::get_pet` | `getPet` |", "| `models::Pet` | `Pet` |", "| `models::PetModel` | `pet` |"] {
        assert!(names.contains(row), "{names}");
    }
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    // Without the table it is a crate that is emitted for the first time.
    fs::remove_file(project.path().join("generated/NAMES.md")).unwrap();
    let ran = project.run(&["compare", "HEAD~1", "."]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.exit, Exit::Fault, "{}", ran.out);
    assert!(ran.out.contains("models::PetModel"), "{}", ran.out);
}

#[test]
fn a_collision_inside_a_type_or_among_parameters_renames_nothing() {
    let project = Project::new();
    let filter = "- {name: pageSize, in: query, schema: {type: integer}}";
    let rival = "- {name: page_size, in: query, schema: {type: integer}}";
    let get = "operationId: getPet";
    let pets = PETS.replacen(get, &format!("{get}\n      parameters:\n      {filter}"), 1);
    assert_ne!(pets, PETS);
    project.write("specs/pets.yaml", &pets);
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    project.commit("with its crate");
    project.write("specs/pets.yaml", &pets.replacen(filter, &format!("{rival}\n      {filter}"), 1));
    project.write("specs/types.yaml", &types(&["Name", "name", "tag"]));
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(
        ran.out.contains("\n0 breaking") && ran.out.contains("GetPetParams::page_size_query` is new"),
        "{}",
        ran.out
    );
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    let names = fs::read_to_string(project.path().join("generated/NAMES.md")).unwrap();
    for list in ["| `page_size` (`page_size_query`), `pageSize` |", "| `Name` (`name_value`), `name`, `tag` |"] {
        assert!(names.contains(list), "{names}");
    }
    assert_eq!(project.run(&["codegen", "--check"]).exit, Exit::Done);
    // Without the table it is a crate that is emitted for the first time.
    fs::remove_file(project.path().join("generated/NAMES.md")).unwrap();
    let ran = project.run(&["codegen", "--check"]);
    assert_eq!(ran.exit, Exit::Fault, "{}", ran.out);
    for line in ["+        name_value = \"name\";", "+        page_size_query = \"pageSize\";"] {
        assert!(ran.out.contains(line), "{}", ran.out);
    }
}

#[test]
fn a_parameter_of_another_place_renames_none_of_its_name() {
    let project = Project::new();
    let get = "operationId: getPet";
    let with = |parameters: &[&str]| {
        let list: String = parameters.iter().map(|it| format!("\n      - {it}")).collect();
        PETS.replacen(get, &format!("{get}\n      parameters:{list}"), 1)
    };
    let query = "{name: limit, in: query, schema: {type: integer}}";
    let header = "{name: limit, in: header, schema: {type: string}}";
    project.write("specs/pets.yaml", &with(&[query]));
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    project.commit("with its crate");
    for both in [[header, query], [query, header]] {
        project.write("specs/pets.yaml", &with(&both));
        for new in [".", "specs/pets.yaml"] {
            let old = if new == "." { "HEAD" } else { "HEAD:specs/pets.yaml" };
            let ran = project.run(&["compare", old, new]);
            assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
            let lines = "compatible[optional-parameter-added] GET /pets: the parameter `limit` of the header is new\n  \
                         on the wire compatible\n  in Rust compatible: `pets::GetPetParams::limit_header` is new\n";
            assert!(ran.out.contains(lines) && ran.out.contains("0 breaking, 1 compatible"), "{}", ran.out);
        }
        assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
        let names = fs::read_to_string(project.path().join("generated/NAMES.md")).unwrap();
        assert!(names.contains("`limit` (`limit_header`)"), "{names}");
    }
}

#[test]
fn a_table_of_names_that_cannot_be_read_is_told() {
    let project = Project::new();
    fs::create_dir_all(project.path().join("generated/NAMES.md")).unwrap();
    for command in [&["codegen"][..], &["compare", "HEAD", "."], &["explain", "--type", "Pet"]] {
        let ran = project.run(command);
        assert_eq!(ran.exit, Exit::Fault, "{}", ran.out);
        assert!(ran.err.contains("cannot be read from `NAMES.md`: it is a folder"), "{}", ran.err);
    }
}

/// The document of pets, whose types stand in another folder.
fn with_types_in(folder: &str) -> String {
    PETS.replace("types.yaml", &format!("{folder}/types.yaml"))
}

#[test]
fn a_reference_leads_into_the_folders_that_the_user_allows() {
    let project = Project::new();
    project.write("api/pets.yaml", &with_types_in("../shared"));
    project.write("shared/types.yaml", &types(&["name", "tag"]));
    project.commit("with types elsewhere");
    project.write("shared/types.yaml", &types(&["name"]));
    for old in ["api/pets.yaml", "HEAD:api/pets.yaml"] {
        let refused = project.run(&["compare", old, "api/pets.yaml"]);
        assert!(refused.err.contains("allow its folder with `--allow-refs DIR`"), "{}", refused.err);
        let whole = project.path().join("shared").display().to_string();
        for shared in ["shared", whole.as_str()] {
            let ran = project.run(&["compare", old, "api/pets.yaml", "--allow-refs", shared]);
            assert_eq!(ran.err, "");
            assert_eq!(ran.out.contains("the member `tag` is gone"), old != "api/pets.yaml", "{}", ran.out);
        }
    }
    // A document of the project may refer to what the configuration allows.
    project.write("specs/codegen.toml", &format!("allow-refs = ['../shared']\n{CONFIG}"));
    let ran = project.run(&["compare", "HEAD:api/pets.yaml", "api/pets.yaml"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Fault, ""), "{}", ran.out);
    assert!(ran.out.contains("the member `tag` is gone"), "{}", ran.out);
}

#[test]
fn a_run_that_refuses_breaks_reads_what_was_committed_with_the_folders_that_are_allowed_now() {
    let project = Project::new();
    project.write("specs/codegen.toml", &format!("{CONFIG}[compare]\nbreaking = \"refused\"\n"));
    project.write("specs/pets.yaml", &with_types_in("../shared"));
    project.write("shared/types.yaml", &types(&["name", "tag"]));
    let codegen = || project.run(&["codegen", "--allow-refs", "shared"]);
    assert_eq!(codegen().exit, Exit::Done);
    project.commit("with its crate");
    project.write("shared/types.yaml", &types(&["name", "tag", "size"]));
    let ran = codegen();
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    project.write("shared/types.yaml", &types(&["name"]));
    let ran = codegen();
    assert!(ran.err.contains("the member `tag` is gone"), "{}", ran.err);
}

#[test]
fn the_user_says_which_changes_end_the_command_with_a_fault() {
    let project = Project::new();
    project.write("specs/types.yaml", &types(&["name"]));
    let ended = |old: &str, new: &str, fail_on: &str| project.run(&["compare", old, new, "--fail-on", fail_on]).exit;
    assert_eq!(ended("HEAD", ".", "breaking"), Exit::Fault);
    assert_eq!(ended("HEAD", ".", "any"), Exit::Fault);
    assert_eq!(ended("HEAD", ".", "none"), Exit::Done);
    assert_eq!(ended(".", "HEAD", "breaking"), Exit::Done);
    assert_eq!(ended(".", "HEAD", "any"), Exit::Fault);
    assert_eq!(ended("HEAD", "HEAD", "any"), Exit::Done);
}

#[test]
fn what_is_approved_in_the_configuration_is_no_fault() {
    let project = Project::new();
    project.write("specs/types.yaml", &types(&["name"]));
    let approval = "[[compare.approved]]\nwhat = \"member-removed in type Pet: tag\"\nreason = \"unused\"\n";
    project.write("specs/codegen.toml", &format!("{CONFIG}{approval}until = \"2999-12-31\"\n"));
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    assert!(ran.out.contains("approved: unused"), "{}", ran.out);

    project.write("specs/codegen.toml", &format!("{CONFIG}{approval}until = \"2020-12-31\"\n"));
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.out.contains("ended on 2020-12-31"), "{}", ran.out);

    project.write("specs/codegen.toml", &format!("{CONFIG}{approval}until = \"soon\"\n"));
    let ran = project.run(&["compare", "HEAD", "."]);
    assert!(ran.err.contains("`soon` is no day"), "{}", ran.err);
}

#[test]
fn a_version_that_cannot_be_read_is_told() {
    let project = Project::new();
    for (old, told) in [
        ("nothing", "`nothing` is neither a file, nor a folder with a `codegen.toml`, nor a revision of git"),
        ("--upload-pack=x", "unexpected argument"),
        ("HEAD:specs/none.yaml", "`HEAD:specs/none.yaml` is neither"),
    ] {
        let ran = project.run(&["compare", old, "."]);
        assert_ne!(ran.exit, Exit::Done);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    project.write("specs/pets.yaml", "openapi: [");
    let ran = project.run(&["compare", "HEAD", "."]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.contains("`.` cannot be compared: "), "{}", ran.err);
}

#[test]
fn a_run_refuses_a_change_that_breaks_programs_unless_the_version_tells_them() {
    let project = Project::new();
    let config = |version: &str, rest: &str| {
        let config = CONFIG.replace("version = \"1.0.0\"", &format!("version = \"{version}\""));
        project.write("specs/codegen.toml", &format!("{config}[compare]\nbreaking = \"refused\"\n{rest}"));
    };
    config("1.0.0", "");
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    project.commit("second");
    project.write("specs/types.yaml", &types(&["name"]));
    let emitted = || fs::read_to_string(project.path().join("generated/src/models/pet.rs")).unwrap();
    let before = emitted();

    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.contains("breaking[member-removed] type Pet: the member `tag` is gone"), "{}", ran.err);
    assert!(ran.err.contains("make the version at least 2.0.0"), "{}", ran.err);
    assert!(ran.err.contains("`what = \"member-removed in type Pet: tag\"`"), "{}", ran.err);
    assert_eq!(emitted(), before, "nothing is written");
    assert_eq!(project.run(&["codegen", "--check"]).exit, Exit::Fault);

    config("2.0.0", "");
    let ran = project.run(&["codegen"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert_ne!(emitted(), before);

    config("1.0.0", "[[compare.approved]]\nwhat = \"member-removed in type Pet: tag\"\nreason = \"unused\"\n");
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
}

#[test]
fn a_run_reports_what_breaks_and_goes_on_where_the_user_says_so() {
    let project = Project::new();
    project.write("specs/types.yaml", &types(&["name"]));
    project.write("specs/codegen.toml", &format!("{CONFIG}[compare]\nbreaking = \"reported\"\n"));
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.err.contains("breaking[member-removed]"), "{}", ran.err);
}

#[test]
fn a_run_compares_with_the_revision_that_the_user_names() {
    let project = Project::new();
    project.git(&["tag", "v1.0.0"]);
    project.write("specs/types.yaml", &types(&["name"]));
    project.commit("second");
    let config = |against: &str| {
        project.write("specs/codegen.toml", &format!("{CONFIG}[compare]\nbreaking = \"refused\"\n{against}\n"));
    };
    config("");
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done, "the last commit has the change already");
    config("against = \"v1.0.0\"");
    assert_eq!(project.run(&["codegen"]).exit, Exit::Fault);
    config("against = \"v0.9.0\"");
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.contains("git knows no revision `v0.9.0` to compare with"), "{}", ran.err);
}

#[test]
fn where_nothing_was_committed_a_crate_that_is_there_cannot_be_compared() {
    let project = Project(tempfile::tempdir().unwrap());
    let config = |breaking: &str| {
        project.write("specs/codegen.toml", &format!("{CONFIG}[compare]\nbreaking = \"{breaking}\"\n"));
    };
    config("refused");
    project.write("specs/pets.yaml", PETS);
    project.write("specs/types.yaml", &types(&["name", "tag"]));
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done, "nobody has the crate yet");
    project.write("specs/types.yaml", &types(&["name"]));
    let refused = || {
        let ran = project.run(&["codegen"]);
        assert_eq!(ran.exit, Exit::Fault);
        for text in ["nobody knows whether it breaks programs", "git has no commit here", "help: commit the documents"]
        {
            assert!(ran.err.contains(text), "{}", ran.err);
        }
        let emitted = fs::read_to_string(project.path().join("generated/src/models/pet.rs")).unwrap();
        assert!(emitted.contains("tag"), "something was written");
    };
    refused();
    project.git(&["init", "-q"]);
    refused();

    config("reported");
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(
        ran.err.contains("warning: changes that break programs were not looked for: git has no commit"),
        "{}",
        ran.err
    );
}

#[test]
fn a_crate_that_was_committed_with_documents_at_fault_cannot_be_compared() {
    let project = Project::new();
    let refused = format!("{CONFIG}[compare]\nbreaking = \"refused\"\n");
    project.write("specs/codegen.toml", &refused);
    assert_eq!(project.run(&["codegen"]).exit, Exit::Done);
    project.write("specs/pets.yaml", "openapi: [");
    project.commit("with a fault");
    project.write("specs/pets.yaml", PETS);
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.contains("the last commit has documents with errors"), "{}", ran.err);
    project.write("specs/codegen.toml", &format!("{refused}against = \"HEAD~1\"\n"));
    let ran = project.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
}
