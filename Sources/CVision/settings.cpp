#include "shim.hpp"

#include <opencv2/core/utils/logger.hpp>

namespace {

/// One thread a call, since the processes that call this are as many as there are cores; and silence, since a damaged
/// upload is the caller's finding and no line of a log.
const bool settled = [] {
    cv::setNumThreads(1);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return true;
}();

} // namespace
