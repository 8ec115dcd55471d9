"""Pictures and PDFs: taken in, judged, read and bound by worker processes, so that the program itself stays light."""
