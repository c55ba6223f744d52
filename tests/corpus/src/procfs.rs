//! What the system knows about running processes, without unsafe code: `/proc` of Linux. Elsewhere nothing is known,
//! and the figures are zero.

use std::fs;

/// What the processes of a group have taken so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// What the largest of them holds now.
    pub now_mib: f64,
    /// What one of them held at most.
    pub peak_mib: f64,
    /// Of all of them, and of the children that have ended.
    pub cpu_seconds: f64,
}

/// The peak of this process.
pub fn own_peak_mib() -> f64 {
    fs::read_to_string("/proc/self/status").map(|status| mib(&status, "VmHWM:")).unwrap_or_default()
}

/// The user and system time of this process, in steps of 10 ms.
pub fn own_cpu_seconds() -> f64 {
    cpu_seconds(&fs::read_to_string("/proc/self/stat").unwrap_or_default())
}

/// What the processes that belong to a process group have taken.
pub fn group(id: u32) -> Group {
    let id = id.to_string();
    let mut group = Group::default();
    for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let path = process.path();
        let Ok(stat) = fs::read_to_string(path.join("stat")) else { continue };
        if fields(&stat).nth(2) != Some(&id) {
            continue;
        }
        group.cpu_seconds += cpu_seconds(&stat);
        let Ok(status) = fs::read_to_string(path.join("status")) else { continue };
        group.now_mib = group.now_mib.max(mib(&status, "VmRSS:"));
        group.peak_mib = group.peak_mib.max(mib(&status, "VmHWM:"));
    }
    group
}

/// The time of a process and of those of its children that have ended: fields 14 to 17, in ticks. Linux has 100 of
/// them to a second on every platform that Rust knows.
fn cpu_seconds(stat: &str) -> f64 {
    fields(stat).skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The fields of `/proc/<pid>/stat` from the third on; the name before them may hold spaces and parentheses.
fn fields(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ')
}

fn mib(status: &str, key: &str) -> f64 {
    let kib = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    kib.trim_end_matches("kB").trim().parse::<f64>().unwrap_or_default() / 1024.0
}
