//! `cargo xtask demo`, `test` and `check`: the commands that a newcomer and the CI run; and `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "a command talks to its user on the standard output")]

mod bar;
mod bench;
mod call;
mod cargo;
mod check;
mod demo;
mod failure;
mod house;
mod log;
mod machine;
mod order;
mod progress;
mod request;
mod requirements;
mod run;
mod step;
mod suite;
mod tally;
mod test;

use std::process::ExitCode;

use failure::Failure;
use house::House;
use request::Request;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match request::read(&words).and_then(|request| answer(&request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn answer(request: &Request) -> Result<(), Failure> {
    let house = House::find()?;
    match request {
        Request::Help => println!("{}", request::HELP),
        Request::Demo { verbose } => demo::demo(&house, *verbose)?,
        Request::Bench { verbose } => bench::bench(&house, *verbose)?,
        Request::ListSteps(suite) => suite::list(&house, *suite),
        Request::Run { suite, only, verbose } => suite::run(&house, *suite, only.as_deref(), *verbose)?,
    }
    Ok(())
}
