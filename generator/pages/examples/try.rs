use std::collections::BTreeMap;
fn main() {
    let mut args = std::env::args().skip(1);
    let profile = pages::profile::shipped(&args.next().unwrap()).unwrap();
    let mode = args.next().unwrap();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut pages = 0;
    let started = std::time::Instant::now();
    let mut files: Vec<_> = Vec::new();
    let mut stack: Vec<std::path::PathBuf> = args.map(Into::into).collect();
    while let Some(p) = stack.pop() {
        if p.is_dir() {
            stack.extend(std::fs::read_dir(&p).unwrap().map(|e| e.unwrap().path()));
        } else {
            files.push(p);
        }
    }
    files.sort();
    for f in files {
        if !f.extension().is_some_and(|e| e == "md" || e == "mdx" || e == "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&f).unwrap();
        let r = pages::read(&text, &f.display().to_string(), &profile);
        pages += 1;
        if mode == "blocks" {
            for b in &pages::block::blocks(&text, &profile.vocabulary()).blocks {
                println!("{b:?}");
            }
        }
        for fact in &r.page.facts {
            let v = serde_json::to_value(&fact.says).unwrap();
            *kinds.entry(v["kind"].as_str().unwrap().to_owned()).or_default() += 1;
            if mode == "facts" {
                println!("{}:{} {} {}", f.display(), fact.line, fact.id, v);
            }
        }
        for d in &r.to_decide {
            *kinds.entry("~decide".into()).or_default() += 1;
            if mode == "decide" || mode == "facts" {
                println!("{}:{} DECIDE {} => {}", f.display(), d.line, d.what, d.proposed);
            }
        }
        for d in &r.not_read {
            *kinds.entry("~notread".into()).or_default() += 1;
            if mode == "notread" || mode == "facts" {
                println!("{}:{} NOT {}", f.display(), d.line, d.what);
            }
        }
    }
    eprintln!("{pages} pages {:?} {kinds:#?}", started.elapsed());
}
