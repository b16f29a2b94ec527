/// The names of the commands that `src/bindings.rs` collects: the one list of them.
fn commands_in(bindings: &str) -> Vec<String> {
    let collected = bindings.split_once("collect_commands![").and_then(|(_, rest)| rest.split_once(']'));
    let paths = collected.map_or("", |(list, _)| list).split(',').map(str::trim).filter(|path| !path.is_empty());
    paths.map(|path| path.rsplit("::").next().unwrap_or(path).to_owned()).collect()
}
