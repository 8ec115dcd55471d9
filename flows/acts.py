"""What can be done, as codes; who may do what, and how far, is the table in `flows.authority`."""

from enum import StrEnum


class Act(StrEnum):
    """What can be done, by what it is to the person it concerns; several buttons may be one act."""

    # Residents, with what is theirs:
    FILL_IN = "fill_in"  # a draft: answers, papers, sending it in
    FOLLOW = "follow"  # a file: its state, papers, forms
    CHANGE = "change"  # a file: correct, supplement, withdraw, carry on
    RATE = "rate"
    GIVE_MANDATE = "give_mandate"  # let a helper do something, take it back, read what they did
    # Helpers, for neighbours (which deed needs which purpose: flows.helping):
    ASK_MANDATE = "ask_mandate"
    HELP_WITH = "help_with"  # a neighbour's draft or file
    # Officials, with files:
    LIST_FILES = "list_files"
    OPEN_FILE = "open_file"
    MOVE_FILE = "move_file"  # which move, from which state: flows.lifecycle
    OPEN_PAPER = "open_paper"
    MARK_PAPER = "mark_paper"
    OWN_FILE = "own_file"  # be its owner: take it up, have it handed over, say when it will be done
    HAND_OVER_FILE = "hand_over_file"  # one's own, to a colleague
    REASSIGN_FILE = "reassign_file"  # anybody's, to anybody who may own it, or back to all of its field
    APPROVE_APOLOGY = "approve_apology"
    READ_LOG = "read_log"  # what happened to a file
    READ_VIEWS = "read_views"  # who looked into a file
    PRINT_FORM = "print_form"
    OPEN_REGISTER = "open_register"
    REACH_RESIDENT = "reach_resident"  # lists of those to be phoned or visited, notices of a file
    ANSWER_CALL = "answer_call"
    READ_RATINGS = "read_ratings"
    READ_ERASURES = "read_erasures"
    CHOOSE_PACE = "choose_pace"
    WRITE_TO_RESIDENT = "write_to_resident"  # inside a file
    ASK_UNIT = "ask_unit"  # for an opinion about a file; read and take back what was asked
    ANSWER_UNIT = "answer_unit"  # what one's own unit or oneself was asked, with the papers shared for it
    RESET_PIN = "reset_pin"
    CHECK_SLIP = "check_slip"  # look at a neighbour's signed mandate and confirm or refuse it
    CONFIRM_AT_DESK = "confirm_at_desk"  # send in what a neighbour confirms before the official
    # Conduct, inspections, the year's plan:
    EXPLAIN_DELAY = "explain_delay"  # one's own, and contest a measure
    READ_CONDUCT = "read_conduct"  # of everybody
    JUDGE_CONDUCT = "judge_conduct"  # decide, issue, revoke; never about oneself: flows.discipline
    SIGN_REVIEW = "sign_review"  # a year-end review and a transfer
    COMMEND = "commend"
    DO_DUTY = "do_duty"  # the head's meetings and reports
    PLAN_INSPECTION = "plan_inspection"
    HOLD_INSPECTION = "hold_inspection"  # that one was given
    CONFIRM_INSPECTION = "confirm_inspection"  # that an inspector has come to one's unit
    PLAN_YEAR = "plan_year"
    REPORT_TASK = "report_task"  # one's own task of the year's plan
    READ_OPINIONS = "read_opinions"  # answers and words of residents, from five on
    # Reports:
    READ_REPORTS = "read_reports"  # numbers and the files behind them
    READ_PERSONNEL = "read_personnel"  # numbers about single officials
    READ_TURNS = "read_turns"  # numbers of duty turns
    APPROVE_BOARD = "approve_board"  # what everybody reads on the notice board
    # The duty roster:
    SEE_ROSTER = "see_roster"  # weeks with the names of those on it, never of residents
    SERVE_TURN = "serve_turn"  # a turn of one's own: confirm, swap, give up, take over, count, leave a note
    ADMIT_TO_DESK = "admit_to_desk"  # see that somebody came, show the code of the day
    ORGANISE_ROSTER = "organise_roster"  # draw, change, publish; absences and reserve of everybody
    # Help among neighbours:
    ASK_HELP = "ask_help"
    HELP_NEIGHBOUR = "help_neighbour"  # accept a request, see whom one helps, go round the hamlet
    # Messages of the commune to many:
    DRAFT_OUTREACH = "draft_outreach"
    APPROVE_OUTREACH = "approve_outreach"  # let it go, stop it
    READ_OUTREACH = "read_outreach"  # what was written to whom, and what became of it
    # Those who appoint; whom, is in APPOINTS:
    APPOINT = "appoint"  # invite, list and revoke invitations
    DISMISS = "dismiss"  # take a role away, let somebody leave
    READ_ACTS = "read_acts"  # who appointed, dismissed, exported, reset …
