//! What a blocking client waits on: a runtime of tokio, or, where no stack is compiled that needs one, the thread itself.

#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
pub(crate) use of_tokio::Executor;
#[cfg(not(any(feature = "blocking", feature = "hyper", feature = "reqwest")))]
pub(crate) use without_runtime::Executor;

#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
mod of_tokio {
    use crate::runtime::http::config::BuildError;
    use std::future::Future;
    use std::sync::Arc;
    use tokio::runtime::{Builder, Handle, Runtime};

    /// A runtime with a thread that handles connections between calls, so that a connection that the server closed in the
    /// meantime is not used again.
    #[derive(Debug, Clone)]
    pub(crate) struct Executor(Arc<BackgroundRuntime>);

    /// A runtime that is shut down in the background when it is dropped, because the destructor of `Runtime` panics in async
    /// code.
    #[derive(Debug)]
    struct BackgroundRuntime(Option<Runtime>);

    impl Drop for BackgroundRuntime {
        fn drop(&mut self) {
            if let Some(runtime) = self.0.take() {
                runtime.shutdown_background();
            }
        }
    }

    impl Executor {
        pub(crate) fn new() -> Result<Self, BuildError> {
            let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("http").enable_all().build();
            let runtime = runtime.map_err(|error| BuildError::Transport { reason: error.to_string() })?;
            Ok(Self(Arc::new(BackgroundRuntime(Some(runtime)))))
        }

        /// Blocks until the future is ready. Returns `None` in async code, which must not block.
        pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> Option<T> {
            match &self.0.0 {
                Some(runtime) if Handle::try_current().is_err() => Some(runtime.block_on(future)),
                _ => None,
            }
        }
    }
}

#[cfg(not(any(feature = "blocking", feature = "hyper", feature = "reqwest")))]
mod without_runtime {
    use crate::runtime::http::config::BuildError;
    use crate::runtime::http::ureq::parking::block_on;
    use std::future::Future;

    /// The thread that asks.
    #[derive(Debug, Clone)]
    pub(crate) struct Executor;

    impl Executor {
        pub(crate) fn new() -> Result<Self, BuildError> {
            Ok(Self)
        }

        /// Blocks until the future is ready. There is no runtime, so that nothing tells whether this is async code.
        pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> Option<T> {
            Some(block_on(future))
        }
    }
}
